'use client'

import { useTranslation } from 'react-i18next'

import { describePageError } from '@/app/_components/call-action'
import { Notice } from '@/app/_components/notice'

/** An error on an office page: the rest of the office keeps working. */
export default function OfficeError({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation('office')
  const { code, isOutdated } = describePageError(error)
  return (
    <Notice picture="tool" tone="stop" title={t(`errors:${code}`)}>
      <button
        type="button"
        className="button button-main"
        onClick={isOutdated ? () => window.location.reload() : reset}
      >
        {t('common:again')}
      </button>
    </Notice>
  )
}
