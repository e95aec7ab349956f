'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
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
  const situation = situationOf(snapshot)
  useBackToIdle(snapshot.closed !== null || situation === 'ended', situation === 'refused')
  useLeaveLesson(lesson)
  return <ScreenView {...{ lesson, townName, client, snapshot, sound }} />
}

/**
 * After a final message the screen looks for the next lesson automatically; after a refusal it reloads the page, which
 * may be outdated.
 */
function useBackToIdle(isOver: boolean, isRefused: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isOver) return
    const again = () => (isRefused ? window.location.reload() : router.refresh())
    const timer = setInterval(again, BACK_TO_IDLE_MS)
    return () => clearInterval(timer)
  }, [isOver, isRefused, router])
}
