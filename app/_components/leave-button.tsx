'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from './pictogram'

/** Submits a form that makes this device forget whom it is for. */
export function LeaveButton() {
  const { t } = useTranslation('device')
  return (
    <button className="button min-h-14 gap-3">
      <Pictogram name="leave" size={28} />
      {t('leave')}
    </button>
  )
}
