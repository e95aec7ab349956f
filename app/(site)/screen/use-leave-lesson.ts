'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

import type { ErrorCode } from '@/domain/error-codes'
import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import { LessonError } from '@/lesson-client/connection/signaling-connection'

const LOOK_MS = 15_000
/** The screen is no longer this classroom's: the page reloads, with a new code. */
const UNPAIRED: ReadonlySet<LessonError['code']> = new Set<ErrorCode>(['pairing.not-paired'])
/** The screen has nothing more to do in this lesson: the page looks for another one. */
const OVER: ReadonlySet<LessonError['code']> = new Set<ErrorCode>([
  'courses.lesson-ended',
  'courses.lesson-cancelled',
  'courses.lesson-not-found',
  'courses.site-not-in-group',
])

type Asked = { lessonId: string; endsAtMs: number }

/**
 * Leaves the lesson without anybody's touch: when the screen is unpaired, when the lesson is over by the rules whether
 * or not somebody ended it, and when the next one begins while this one runs over.
 */
export function useLeaveLesson({ lessonId, endsAtMs }: Asked): void {
  const router = useRouter()
  useEffect(() => {
    const look = async () => {
      try {
        await fetchTicket('endpoint', lessonId)
        // The page chooses between lessons, and replaces this one only by another.
        if (Date.now() > endsAtMs) router.refresh()
      } catch (error) {
        // Anything else, such as an unreachable app, is no reason to leave the lesson.
        if (!(error instanceof LessonError)) return
        if (UNPAIRED.has(error.code)) window.location.reload()
        else if (OVER.has(error.code)) router.refresh()
      }
    }
    const timer = setInterval(() => void look(), LOOK_MS)
    return () => clearInterval(timer)
  }, [lessonId, endsAtMs, router])
}
