'use client'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

/** What a lesson reports about its last seconds arrives after a moment. All of its phones ask at the same time: seldom, and apart. */
const ASKED_AFTER_MS = [2_000, 12_000]
const APART_MS = 3_000

/** For how long the participant has been in the lesson, as the attendance says; nothing while that is unknown. */
export function MyMinutes({ lessonId, personId }: { lessonId: string; personId: string }) {
  const [minutes, setMinutes] = useState<number | null>(null)
  useEffect(() => {
    const ask = async () => {
      const counted = await askMinutes(lessonId, personId)
      if (counted !== null) setMinutes(counted)
    }
    const timers = ASKED_AFTER_MS.map((afterMs) => setTimeout(() => void ask(), afterMs + Math.random() * APART_MS))
    return () => timers.forEach((timer) => clearTimeout(timer))
  }, [lessonId, personId])
  return <CountedMinutes minutes={minutes} />
}

export function CountedMinutes({ minutes }: { minutes: number | null }) {
  const { t } = useTranslation('lesson')
  return (
    <p role="status" data-my-minutes={minutes ?? ''} className="flex items-center gap-3 text-xl font-bold empty:hidden">
      {minutes !== null && (
        <>
          <Pictogram name="clock" size={32} className="text-spruce" />
          <span>{t('over.minutes', { minutes })}</span>
        </>
      )}
    </p>
  )
}

/** By hand: `askApi` would bring zod, which is heavier than this page's own scripts, before the lesson. */
async function askMinutes(lessonId: string, personId: string): Promise<number | null> {
  try {
    const response = await fetch(`/api/minutes?${new URLSearchParams({ lessonId, personId })}`, { cache: 'no-store' })
    const answer = (await response.json()) as { ok: boolean; data?: { minutes?: unknown } }
    const minutes = answer.data?.minutes
    return typeof minutes === 'number' ? minutes : null
  } catch {
    return null
  }
}
