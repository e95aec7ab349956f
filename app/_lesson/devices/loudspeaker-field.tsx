'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { loudspeaker, type LoudspeakerState } from '@/lesson-client/local-media/loudspeaker'

import { playTone } from '../check/listen-to'

const NONE: LoudspeakerState = { choices: [], chosenId: '', isGone: false }

/** Chooses the loudspeaker, with a tone to hear it by; nothing where the browser does not let a page choose. */
export function LoudspeakerField({ knows }: { knows: unknown }) {
  const { t } = useTranslation('lesson')
  const { choices, chosenId, isGone } = useSyncExternalStore(loudspeaker.subscribe, loudspeaker.get, () => NONE)
  const [isPlaying, setPlaying] = useState(false)
  // Names of devices are told once a microphone is open.
  useEffect(() => void loudspeaker.review(), [knows])
  if (choices.length === 0) return null
  const play = async () => {
    setPlaying(true)
    await playTone()
    setPlaying(false)
  }
  return (
    <div className="flex flex-col gap-2" data-loudspeaker={isGone ? '' : chosenId}>
      <label className="flex flex-col gap-1 font-semibold">
        <span className="flex items-center gap-2">
          <Pictogram name="sound" />
          {t('loudspeaker.title')}
        </span>
        <select
          className="field font-normal"
          value={isGone ? '' : chosenId}
          onChange={(event) => loudspeaker.choose(event.target.value)}
        >
          <option value="">{t('loudspeaker.own')}</option>
          {choices.map(({ deviceId, label }) => (
            <option key={deviceId} value={deviceId}>
              {label || t('loudspeaker.unnamed')}
            </option>
          ))}
        </select>
      </label>
      <p role="status" className="font-semibold text-lingon empty:hidden">
        {isGone ? t('loudspeaker.gone') : ''}
      </p>
      <button
        type="button"
        data-control="test-tone"
        className="button self-start"
        disabled={isPlaying}
        onClick={() => void play()}
      >
        <Pictogram name="sound" />
        {t('loudspeaker.test')}
      </button>
    </div>
  )
}
