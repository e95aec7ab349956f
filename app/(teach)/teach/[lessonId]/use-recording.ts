'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordingSound } from '@/app/_lesson/use-recording-sound'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** Starts and stops the recording, and says what is wrong with it. */
export function useRecording(client: LessonClient, { live: { recording } }: LessonSnapshot) {
  const { t } = useTranslation('teach')
  const [code, setCode] = useState<string | null>(null)
  useRecordingSound(recording)
  const ask = async (message: 'recording:start' | 'recording:stop') => {
    const outcome = await client.act(message, {})
    setCode(outcome.ok ? null : outcome.code)
  }
  return {
    recording,
    start: () => void ask('recording:start'),
    stop: () => void ask('recording:stop'),
    alerts: [
      ...(code === null ? [] : [t(`errors:${code}`)]),
      ...(recording?.problem ? [t(`record.problem.${recording.problem}`)] : []),
    ],
  }
}
