'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { LoudspeakerMenu } from '@/app/_lesson/devices/loudspeaker-menu'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useOwnDevices } from '@/app/_lesson/use-own-devices'

/** Microphone, camera, screen sharing, and leave. */
export function GuestControls({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const { problems, toggleMicrophone, toggleCamera, toggleScreen } = useOwnDevices(client, snapshot)
  const { camera, microphone, 'screen-share': screen } = snapshot.sending
  const memberId = selfOf(snapshot)?.memberId ?? ''
  const isMuted = snapshot.live.muted.includes(memberId)
  const isHeard = microphone !== undefined && !microphone.isMuted && !isMuted

  return (
    <footer data-region="controls" className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 bg-night p-2">
      <Control
        picture={isHeard ? 'microphone' : 'microphone-off'}
        word={isHeard ? t('controls.mute') : t('controls.unmute')}
        isOn={isHeard}
        isAlarming={!isHeard}
        onPress={toggleMicrophone}
      />
      <Control
        picture={camera ? 'camera' : 'camera-off'}
        word={camera ? t('controls.cameraOff') : t('controls.cameraOn')}
        isOn={camera !== undefined}
        onPress={toggleCamera}
      />
      <Control
        picture="share"
        word={screen ? t('share.stop') : t('share.start')}
        isOn={screen !== undefined}
        onPress={toggleScreen}
      />
      <LoudspeakerMenu knows={snapshot.devices.microphone.name} />
      <p role="status" className="font-semibold text-sun empty:hidden">
        {isMuted ? t('lesson:muted') : screen ? t('share.yours') : ''}
      </p>
      {problems.map((problem) => (
        <p key={problem} role="alert" className="rounded-lg bg-lingon-pale px-3 py-1 text-lg font-bold text-lingon">
          {t(problem)}
        </p>
      ))}
      <button type="button" className="button ms-auto min-h-14" onClick={() => client.leave()}>
        <Pictogram name="leave" />
        {t('lesson:leave')}
      </button>
    </footer>
  )
}

/** Turns the pages of the material that is shown. */
export function GuestTools({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const { slide } = snapshot.live
  if (!slide) return null
  const turn = (by: number) =>
    void client.act('slide:show', { slide: { ...slide, slideNumber: slide.slideNumber + by, isBlack: false } })
  return (
    <div data-region="tools" className="flex flex-wrap items-center justify-center gap-2 p-2">
      <button type="button" className="button min-h-14 px-4" disabled={slide.slideNumber <= 1} onClick={() => turn(-1)}>
        <Pictogram name="previous" />
        {t('slides:turn.previous')}
      </button>
      <bdi
        translate="no"
        className="min-w-14 text-center font-bold tabular-nums"
      >{`${slide.slideNumber} / ${slide.slideCount}`}</bdi>
      <button
        type="button"
        className="button min-h-14 px-4"
        disabled={slide.slideNumber >= slide.slideCount}
        onClick={() => turn(1)}
      >
        <Pictogram name="next" />
        {t('slides:turn.next')}
      </button>
    </div>
  )
}

type ControlProps = {
  picture: PictogramName
  word: string
  isOn: boolean
  /** What is off keeps the others from hearing. */
  isAlarming?: boolean
  onPress: () => void
}

function Control({ picture, word, isOn, isAlarming = false, onPress }: ControlProps) {
  const tone = isAlarming ? 'bg-lingon text-snow' : isOn ? 'bg-dusk-high text-birch' : 'bg-ink text-birch'
  return (
    <button
      type="button"
      data-control={picture}
      className={`flex min-h-16 min-w-20 flex-col items-center justify-center gap-1 rounded-xl px-3 text-base font-semibold ${tone}`}
      aria-pressed={isOn}
      onClick={onPress}
    >
      <Pictogram name={picture} size={28} />
      <span>{word}</span>
    </button>
  )
}
