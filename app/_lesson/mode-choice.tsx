'use client'

import { useTranslation } from 'react-i18next'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { MEGABYTES_PER_HOUR } from '@/protocol/media-profile'

export const MODE_PICTURES: Readonly<Record<ViewMode, PictogramName>> = {
  audio: 'ear',
  small: 'phone',
  everything: 'camera',
}

type Props = { mode: ViewMode; onMode: (mode: ViewMode) => void }

/** The view mode, and the data that an hour of it uses: one, two or three bars, which need no reading. */
export function ModeChoice({ mode, onMode }: Props) {
  const { t } = useTranslation('lesson')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-lg font-bold">{t('mode.title')}</legend>
      {VIEW_MODES.map((one, index) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === mode}
          data-choose={one}
          onClick={() => onMode(one)}
          className={`flex min-h-16 items-center gap-3 rounded-2xl border-2 px-3 py-2 text-start leading-snug ${one === mode ? 'border-spruce bg-spruce text-snow' : 'border-bark bg-snow text-ink'}`}
        >
          <Pictogram name={MODE_PICTURES[one]} size={32} />
          <span className="min-w-0 flex-1">
            <span className="block text-lg leading-snug font-semibold">{t(`mode.${one}`)}</span>
            <span className="block text-base leading-snug">
              {t('mode.perHour', { megabytes: MEGABYTES_PER_HOUR[one] })}
            </span>
          </span>
          <Bars filled={index + 1} />
        </button>
      ))}
    </fieldset>
  )
}

function Bars({ filled }: { filled: number }) {
  return (
    <span aria-hidden="true" className="flex shrink-0 gap-1">
      {VIEW_MODES.map((one, index) => (
        <span
          key={one}
          className={`h-7 w-3.5 rounded-[4px] border-2 border-current ${index < filled ? 'bg-current' : ''}`}
        />
      ))}
    </span>
  )
}
