'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useOwnDevices } from '@/app/_lesson/use-own-devices'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import { RecordControl } from './record-control'

type Props = { client: LessonClient; snapshot: LessonSnapshot; recordingRefusal: RecordingRefusal | null | undefined }
type Asking = 'end' | 'break' | null

const BREAK_MINUTES = [5, 10, 15, 20, 30]

/** One row of large controls with labels. Irreversible actions ask for an inline confirmation. */
export function CockpitControls({ client, snapshot, recordingRefusal }: Props) {
  const { t } = useTranslation('teach')
  const [asking, setAsking] = useState<Asking>(null)
  const { problems, toggleMicrophone, toggleCamera, toggleScreen } = useOwnDevices(client, snapshot)
  const { camera, microphone, 'screen-share': screen } = snapshot.sending
  const isHeard = microphone !== undefined && !microphone.isMuted

  return (
    <footer className="flex flex-wrap items-center gap-2 bg-night p-3">
      <Control
        name="microphone"
        picture={isHeard ? 'microphone' : 'microphone-off'}
        word={isHeard ? t('controls.mute') : t('controls.unmute')}
        tone={isHeard ? 'on' : 'off'}
        onPress={toggleMicrophone}
      />
      <Control
        name="camera"
        picture={camera ? 'camera' : 'camera-off'}
        word={camera ? t('controls.cameraOff') : t('controls.cameraOn')}
        tone={camera ? 'on' : 'off'}
        onPress={toggleCamera}
      />
      <Control
        name="share"
        picture="share"
        word={screen ? t('share.stop') : t('share.start')}
        tone={screen ? 'active' : 'on'}
        onPress={toggleScreen}
      />
      <Control
        name="mute-all"
        picture="microphone-off"
        word={t('controls.muteAll')}
        tone="on"
        onPress={() => void client.act('member:mute-all', {})}
      />
      {!snapshot.live.lesson.breakTime && (
        <Control
          name="break"
          picture="cup"
          word={t('break.start')}
          tone="on"
          isExpanded={asking === 'break'}
          onPress={() => setAsking(asking === 'break' ? null : 'break')}
        />
      )}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="rounded-lg bg-lingon-pale px-3 py-1 text-lg font-bold text-lingon">
          {t(problem)}
        </p>
      ))}
      {asking === 'break' && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t('break.howLong')}</legend>
          {BREAK_MINUTES.map((minutes) => (
            <button
              key={minutes}
              type="button"
              data-control="break-minutes"
              className="button min-h-14 px-3"
              onClick={() => {
                setAsking(null)
                void client.act('break:start', { minutes })
              }}
            >
              {t('break.minutes', { count: minutes })}
            </button>
          ))}
        </fieldset>
      )}
      {recordingRefusal !== undefined && (
        <RecordControl client={client} snapshot={snapshot} refusal={recordingRefusal} />
      )}
      <EndLesson
        isAsking={asking === 'end'}
        onAsk={(isAsking) => setAsking(isAsking ? 'end' : null)}
        onEnd={() => void client.act('lesson:end', {})}
      />
    </footer>
  )
}

type EndProps = { isAsking: boolean; onAsk: (isAsking: boolean) => void; onEnd: () => void }

function EndLesson({ isAsking, onAsk, onEnd }: EndProps) {
  const { t } = useTranslation('teach')
  return (
    <div className="ms-auto flex flex-wrap items-center gap-3">
      {isAsking ? (
        <>
          <p role="alert" className="font-semibold">
            {t('controls.endSure')}
          </p>
          <button type="button" className="button min-h-14" onClick={() => onAsk(false)}>
            {t('controls.goOn')}
          </button>
          <button type="button" data-control="end-now" className="button button-stop min-h-14" onClick={onEnd}>
            <Pictogram name="stop" />
            {t('controls.endNow')}
          </button>
        </>
      ) : (
        <button type="button" data-control="end" className="button button-stop min-h-14" onClick={() => onAsk(true)}>
          <Pictogram name="stop" />
          {t('controls.end')}
        </button>
      )}
    </div>
  )
}

type ControlProps = {
  name: string
  picture: PictogramName
  word: string
  tone: 'on' | 'off' | 'active'
  isExpanded?: boolean
  onPress: () => void
}

function Control({ name, picture, word, tone, isExpanded, onPress }: ControlProps) {
  const colours = { on: '', off: 'button-stop', active: 'button-main' }[tone]
  return (
    <button
      type="button"
      data-control={name}
      className={`button min-h-14 px-3 ${colours}`}
      aria-expanded={isExpanded}
      onClick={onPress}
    >
      <Pictogram name={picture} size={28} />
      {word}
    </button>
  )
}
