'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from './pictogram'

/** The button that makes this device forget whom it is for; without `onTap` it submits its form. */
export function LeaveButton({ onTap }: { onTap?: () => void }) {
  const { t } = useTranslation('device')
  return (
    <button type={onTap && 'button'} className="button min-h-14 gap-3" onClick={onTap}>
      <Pictogram name="leave" size={28} />
      {t('leave')}
    </button>
  )
}
