'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useRecordingSound } from '@/app/_lesson/use-recording-sound'
import type { RecordingRefusal } from '@/services/recordings/may-record'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  /** Why this lesson may not be recorded; null when it may. */
  refusal: RecordingRefusal | null
}

/**
 * Starts and stops the recording; starting asks for an inline confirmation. Where recording is forbidden, shows why.
 */
export function RecordControl({ client, snapshot, refusal }: Props) {
  const { t } = useTranslation('teach')
  const [isAsking, setIsAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const { recording } = snapshot.live
  useRecordingSound(recording)

  const ask = async (message: 'recording:start' | 'recording:stop') => {
    setIsAsking(false)
    const outcome = await client.act(message, {})
    setCode(outcome.ok ? null : outcome.code)
  }

  if (refusal !== null && !recording) {
    return (
      <details className="relative">
        <summary className="button min-h-14 px-3">
          <Pictogram name="record" size={28} />
          {t('record.forbidden')}
        </summary>
        <p className="absolute bottom-full start-0 z-10 mb-2 w-72 rounded-card bg-snow p-3 text-ink">
          {t(`record.why.${refusal}`)}
        </p>
      </details>
    )
  }
  return (
    <>
      {!isAsking && !recording && (
        <button type="button" className="button min-h-14 px-3" onClick={() => setIsAsking(true)}>
          <Pictogram name="record" size={28} />
          {t('record.start')}
        </button>
      )}
      {isAsking && !recording && (
        <div className="flex flex-wrap items-center gap-3">
          <p role="alert" className="max-w-md font-semibold">
            {t('record.sure')}
          </p>
          <button type="button" className="button min-h-14" onClick={() => setIsAsking(false)}>
            {t('record.no')}
          </button>
          <button type="button" className="button button-main min-h-14" onClick={() => void ask('recording:start')}>
            <Pictogram name="record" isSolid />
            {t('record.yes')}
          </button>
        </div>
      )}
      {recording && (
        <button type="button" className="button button-main min-h-14 px-3" onClick={() => void ask('recording:stop')}>
          <Pictogram name="stop" size={28} />
          {t('record.stop')}
        </button>
      )}
      {recording?.problem === 'disk-full' && (
        <button type="button" className="button min-h-14 px-3" onClick={() => void ask('recording:start')}>
          {t('record.again')}
        </button>
      )}
      <p role="alert" className="font-semibold text-sun empty:hidden">
        {code !== null && t(`errors:${code}`)}
        {recording?.problem && t(`record.problem.${recording.problem}`)}
      </p>
    </>
  )
}
