import { getTranslation } from '@/app/_server/i18n'

import { Notice } from './notice'

/** This device has forgotten its user. */
export async function DeviceLeft() {
  const { t } = await getTranslation()
  return <Notice picture="leave" tone="good" title={t('device:left')} text={t('device:leftText')} />
}
