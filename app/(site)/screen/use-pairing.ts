'use client'

import { useEffect } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import { LessonError } from '@/lesson-client/connection/signaling-connection'

const LOOK_MS = 15_000

/** Leaves the lesson when the screen is unpaired: the page reloads, with a new code. */
export function usePairing(lessonId: string): void {
  useEffect(() => {
    const look = () =>
      fetchTicket('endpoint', lessonId).catch((error: unknown) => {
        // Anything else, such as an unreachable app, is no reason to leave the lesson.
        if (error instanceof LessonError && error.code === 'pairing.not-paired') window.location.reload()
      })
    const timer = setInterval(() => void look(), LOOK_MS)
    return () => clearInterval(timer)
  }, [lessonId])
}
