'use client'

import { useTranslation } from 'react-i18next'

import { Notice } from './notice'

/** This device has forgotten its user. */
export function DeviceLeft() {
  const { t } = useTranslation('device')
  return <Notice picture="leave" tone="good" title={t('left')} text={t('leftText')} />
}
