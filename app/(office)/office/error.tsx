'use client'

import { useTranslation } from 'react-i18next'

import { Notice } from '@/app/_components/notice'

/** An error on an office page: the rest of the office keeps working. */
export default function OfficeError({ reset }: { reset: () => void }) {
  const { t } = useTranslation('office')
  return (
    <Notice picture="tool" tone="stop" title={t('errors:internal')}>
      <button type="button" className="button button-main" onClick={reset}>
        {t('common:again')}
      </button>
    </Notice>
  )
}
