import { Notice } from '@/app/_components/notice'
import { getTranslation } from '@/app/_server/i18n'
import { findPerson } from '@/app/_server/require-actor'

import { PhoneCheck } from './phone-check'

export async function generateMetadata() {
  const { t } = await getTranslation()
  return { title: t('check:title') }
}

/** Participants test their phone before the lesson. */
export default async function CheckPage() {
  const { t } = await getTranslation()
  if (!(await findPerson()))
    return <Notice picture="card" tone="stop" title={t('learn:link.refused')} text={t('learn:link.refusedText')} />
  return <PhoneCheck />
}
