'use client'

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import { PANELS, type Panel } from './panels'
import { useDismiss } from './use-dismiss'
import type { useRecording } from './use-recording'

export type BubbleName = 'break' | 'record' | 'end' | 'more'

const BREAK_MINUTES = [5, 10, 15, 20, 30]

type Props = {
  name: BubbleName
  client: LessonClient
  recording: ReturnType<typeof useRecording>
  recordingRefusal: RecordingRefusal | null | undefined
  late: readonly Panel[]
  onBubble: (name: BubbleName) => void
  onPanel: (panel: Panel) => void
  onClose: () => void
}

/** The second press of what happens once; the focus begins on its first, harmless button. */
export function FootBubble(props: Props) {
  const { name, onClose } = props
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => bubble.current?.querySelector('button')?.focus(), [name])
  useDismiss(true, '.ck-bubble, .ck-foot', onClose)
  return (
    <div ref={bubble} role="group" className="ck-bubble">
      {name === 'break' && <BreakChoice {...props} />}
      {name === 'record' && <RecordChoice {...props} />}
      {name === 'end' && <EndChoice {...props} />}
      {name === 'more' && <MoreChoice {...props} />}
    </div>
  )
}

function BreakChoice({ client, onClose }: Props) {
  const { t } = useTranslation('teach')
  return (
    <>
      <p>{t('break.howLong')}</p>
      {BREAK_MINUTES.map((minutes) => (
        <button
          key={minutes}
          type="button"
          data-control="break-minutes"
          className="button flex-1 px-2"
          onClick={() => {
            onClose()
            void client.act('break:start', { minutes })
          }}
        >
          {t('break.minutes', { count: minutes })}
        </button>
      ))}
    </>
  )
}

function EndChoice({ client, onClose }: Props) {
  const { t } = useTranslation('teach')
  return (
    <>
      <p role="alert">{t('controls.endSure')}</p>
      <button type="button" className="button button-main" onClick={onClose}>
        {t('controls.goOn')}
      </button>
      <button
        type="button"
        data-control="end-now"
        className="button button-stop"
        onClick={() => void client.act('lesson:end', {})}
      >
        <Pictogram name="stop" />
        {t('controls.endNow')}
      </button>
    </>
  )
}

function RecordChoice({ recording, recordingRefusal, onClose }: Props) {
  const { t } = useTranslation('teach')
  if (recording.recording) {
    return (
      <>
        {recording.recording.problem === 'disk-full' && (
          <button type="button" className="button" onClick={recording.start}>
            {t('record.again')}
          </button>
        )}
        <button
          type="button"
          data-control="record-stop"
          className="button button-main"
          onClick={() => {
            onClose()
            recording.stop()
          }}
        >
          <Pictogram name="stop" />
          {t('record.stop')}
        </button>
      </>
    )
  }
  if (recordingRefusal) {
    return (
      <>
        <p>
          {t('record.forbidden')}
          <span className="block font-normal">{t(`record.why.${recordingRefusal}`)}</span>
        </p>
        <button type="button" className="button" onClick={onClose}>
          {t('close')}
        </button>
      </>
    )
  }
  return (
    <>
      <p role="alert">{t('record.sure')}</p>
      <button type="button" className="button" onClick={onClose}>
        {t('record.no')}
      </button>
      <button
        type="button"
        data-control="record-start"
        className="button button-main"
        onClick={() => {
          onClose()
          recording.start()
        }}
      >
        <Pictogram name="record" isSolid />
        {t('record.yes')}
      </button>
    </>
  )
}

/** What has no room in the foot of a narrow window. */
function MoreChoice({ late, recordingRefusal, recording, onPanel, onBubble }: Props) {
  const { t } = useTranslation('teach')
  return (
    <>
      {late.map((panel) => (
        <button key={panel} type="button" className="button flex-1" onClick={() => onPanel(panel)}>
          <Pictogram name={PANELS[panel]} />
          <span>{t(`panel.${panel}`)}</span>
        </button>
      ))}
      {recordingRefusal !== undefined && (
        <button type="button" className="button flex-1" onClick={() => onBubble('record')}>
          <Pictogram name="record" isSolid={recording.recording !== null} />
          <span>{recording.recording ? t('record.now') : t('record.start')}</span>
        </button>
      )}
    </>
  )
}
