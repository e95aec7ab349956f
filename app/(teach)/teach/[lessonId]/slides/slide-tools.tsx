'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { SlideTool, StrokeColour } from '@/app/_lesson/slides/slide-types'

/** Written out, because Tailwind generates styles from the class names in the source. */
const PENS: Readonly<Record<StrokeColour, string>> = {
  ink: 'bg-ink',
  sun: 'bg-sun',
  lingon: 'bg-lingon',
  fjord: 'bg-fjord',
}
const COLOURS = ['ink', 'sun', 'lingon', 'fjord'] as const satisfies readonly StrokeColour[]
const NO_TOOL: SlideTool = { kind: 'none' }

type Props = { tool: SlideTool; onTool: (tool: SlideTool) => void; onClear: () => void }

/** The pointer, a pen in four colours, and clear. Pressing an active tool again deselects it. */
export function SlideTools({ tool, onTool, onClear }: Props) {
  const { t } = useTranslation('slides')
  const isPointing = tool.kind === 'pointer'
  return (
    <div role="group" aria-label={t('tools.label')} className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        className={`button min-h-12 px-3 ${isPointing ? 'button-main' : ''}`}
        aria-pressed={isPointing}
        onClick={() => onTool(isPointing ? NO_TOOL : { kind: 'pointer' })}
      >
        <Pictogram name="pointer" isSolid={isPointing} />
        {t('tools.pointer')}
      </button>
      {COLOURS.map((colour) => {
        const isHeld = tool.kind === 'pen' && tool.colour === colour
        return (
          <button
            key={colour}
            type="button"
            className={`button min-h-12 min-w-12 px-2 ${isHeld ? 'button-main' : ''}`}
            aria-pressed={isHeld}
            onClick={() => onTool(isHeld ? NO_TOOL : { kind: 'pen', colour })}
          >
            <Pictogram name="pen" />
            <span aria-hidden="true" className={`size-6 rounded-full border-2 border-bark ${PENS[colour]}`} />
            <span className="sr-only">{t(`tools.pen.${colour}`)}</span>
          </button>
        )
      })}
      <button type="button" className="button min-h-12 px-3" onClick={onClear}>
        <Pictogram name="clear" />
        {t('tools.clear')}
      </button>
    </div>
  )
}
