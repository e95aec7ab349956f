'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound } from '@/app/_lesson/use-sound'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { useLeaveLesson } from './use-leave-lesson'
import { ScreenView } from './screen-view'

type Props = { lesson: MyLesson; firstTicket: Ticket; townName: string }

const BACK_TO_IDLE_MS = 30_000

/** Binds a classroom's screen to the lesson. It is unattended: it enters and recovers automatically. */
export function ScreenLesson({ lesson, firstTicket, townName }: Props) {
  const getTicket = useCallback(() => fetchTicket('endpoint', lesson.lessonId), [lesson.lessonId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, isStraightIn: true })
  const sound = useSound()
  useBackToIdle(snapshot, lesson.endsAtMs)
  useLeaveLesson(lesson)
  return <ScreenView {...{ lesson, townName, client, snapshot, sound }} />
}

/**
 * After a final message the screen looks for the next lesson automatically; after a refusal it reloads the page, which
 * may be outdated. A lesson that may have been ended by mistake is waited for until its planned end, so that no word is
 * lost when it goes on; then the next one may have begun.
 */
function useBackToIdle(snapshot: LessonSnapshot, endsAtMs: number): void {
  const router = useRouter()
  const situation = situationOf(snapshot)
  const isOver = snapshot.closed !== null || situation === 'ended'
  const isRefused = situation === 'refused'
  const { canGoOnUntilMs } = snapshot.live.lesson
  const waitsUntilMs =
    snapshot.closed === null && canGoOnUntilMs !== null
      ? Math.min(canGoOnUntilMs, endsAtMs) - snapshot.clockOffsetMs
      : null
  useEffect(() => {
    if (!isOver) return
    const again = () => {
      if (waitsUntilMs !== null && Date.now() <= waitsUntilMs) return
      if (isRefused) window.location.reload()
      else router.refresh()
    }
    const timer = setInterval(again, BACK_TO_IDLE_MS)
    return () => clearInterval(timer)
  }, [isOver, isRefused, waitsUntilMs, router])
}
