import { chooseRowHeightAction } from '@/app/(office)/office/lists/actions'

import type { Say } from './access'
import { readRowHeight } from './read-row-height'
import { ROW_HEIGHTS } from './row-heights'

/** Chooses how high rows are, in every list; this device remembers it. */
export async function RowHeight({ say, back }: { say: Say; back: string }) {
  const current = await readRowHeight()
  return (
    <form action={chooseRowHeightAction} className="flex flex-col gap-2 border-t border-bark pt-3">
      <p className="font-semibold">{say('list.rowHeight')}</p>
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
            {say(`list.rowHeights.${height}`)}
          </button>
        ))}
      </div>
    </form>
  )
}
