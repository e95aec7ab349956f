'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { useStuck } from '@/app/_lesson/use-stuck'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { DeviceField } from './device-field'
import { LevelMeter } from './level-meter'
import { LoudspeakerField } from './loudspeaker-field'
import { useDevice } from './use-device'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  /** The lesson that it is for. */
  head: ReactNode
  /** Who else is there, or still to come. */
  others?: ReactNode
  /** The label of the button that enters. */
  enterWord: string
  onBegin: (client: LessonClient) => void
}

/** Those who teach see themselves and their microphone level before anyone else does. */
export function DeviceCheck({ client, snapshot, head, others, enterWord, onBegin }: Props) {
  const { t } = useTranslation('teach')
  const camera = useDevice('camera', { client, snapshot })
  const microphone = useDevice('microphone', { client, snapshot })
  const isStuck = useStuck(snapshot)
  const isOpening = camera.isOpening || microphone.isOpening
  return (
    <main className="mx-auto flex min-h-dvh max-w-5xl flex-col gap-5 p-5">
      {head}
      <div className="grid gap-5 md:grid-cols-[3fr_2fr]">
        <div className="aspect-video w-full overflow-hidden rounded-card bg-night text-bark md:max-h-[44dvh]">
          {camera.track ? (
            <VideoTile track={camera.track} of="self" label={t('check.yourPicture')} fit="contain" isMirrored />
          ) : (
            <div className="grid size-full place-items-center">
              <Pictogram name={camera.problem ? 'camera-off' : 'camera'} size={96} />
            </div>
          )}
        </div>
        <div className="flex flex-col gap-4">
          <DeviceField source="camera" device={camera} />
          <DeviceField source="microphone" device={microphone} />
          {microphone.track && <LevelMeter track={microphone.track} label={t('check.speak')} />}
          <LoudspeakerField knows={microphone.track} />
        </div>
      </div>
      {others}
      <div className="mt-auto flex flex-col gap-2 pb-4">
        <p className="text-slate">{t('check.whatOthersSee')}</p>
        {isStuck && (
          <p role="alert" className="font-semibold text-lingon">
            {t('lesson:stuck')}
          </p>
        )}
        <button
          type="button"
          className="button button-main button-big"
          data-ready={snapshot.phase === 'pre-join' && !isOpening}
          disabled={isOpening}
          onClick={() => client && onBegin(client)}
        >
          <Pictogram name="play" size={32} />
          <span>{isOpening ? t('check.opening') : enterWord}</span>
        </button>
      </div>
    </main>
  )
}
