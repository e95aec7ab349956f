'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import { chooseRowHeightAction } from '@/app/(office)/office/lists/actions'

import { ROW_HEIGHTS, type RowHeight } from './row-heights'

/** Chooses how high rows are, in every list; this device remembers it. */
export function RowHeightChoice({ current, back }: { current: RowHeight; back: string }) {
  const { t } = useTranslation('office')
  const [, send] = useActionState(chooseRowHeightAction, null)
  return (
    <form action={send} className="flex flex-col gap-2 border-t border-bark pt-3">
      <p className="font-semibold">{t('rows.height')}</p>
      <input type="hidden" name="back" value={back} />
      <div className="flex flex-wrap gap-2">
        {ROW_HEIGHTS.map((height) => (
          <button
            key={height}
            type="submit"
            name="rowHeight"
            value={height}
            className="button aria-pressed:bg-spruce-pale"
            aria-pressed={height === current}
          >
            {t(`rows.heights.${height}`)}
          </button>
        ))}
      </div>
    </form>
  )
}
