'use client'

import { useTranslation } from 'react-i18next'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { MEGABYTES_PER_HOUR } from '@/protocol/media-profile'

const PICTURES: Readonly<Record<ViewMode, PictogramName>> = { audio: 'ear', small: 'phone', everything: 'camera' }

type Props = { mode: ViewMode; onMode: (mode: ViewMode) => void }

/** The view mode, and the data that an hour of it uses. */
export function ModeChoice({ mode, onMode }: Props) {
  const { t } = useTranslation('lesson')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-lg font-bold">{t('mode.title')}</legend>
      <div className="grid grid-cols-3 gap-2 max-[349px]:grid-cols-1">
        {VIEW_MODES.map((one) => (
          <label
            key={one}
            className={`flex min-h-24 flex-col items-center justify-start gap-x-3 gap-y-1 rounded-2xl border-2 p-2 text-center text-base leading-snug max-[349px]:min-h-14 max-[349px]:flex-row max-[349px]:flex-wrap has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-fjord ${one === mode ? 'border-spruce bg-spruce text-snow' : 'border-slate bg-snow text-ink'}`}
          >
            <input
              type="radio"
              name="mode"
              value={one}
              checked={one === mode}
              onChange={() => onMode(one)}
              className="sr-only"
            />
            <Pictogram name={PICTURES[one]} size={32} isSolid={one === mode && one !== 'audio'} />
            <span className="font-semibold wrap-anywhere">{t(`mode.${one}`)}</span>
            <span>{t('mode.perHour', { megabytes: MEGABYTES_PER_HOUR[one] })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
