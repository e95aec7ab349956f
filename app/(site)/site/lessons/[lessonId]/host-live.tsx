'use client'

import { useCallback, useEffect, type ReactNode } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useLesson } from '@/app/_lesson/use-lesson'

import type { HostLesson } from './host-lesson'

type Props = {
  lessonId: string
  siteId: string
  firstTicket: Ticket
  onBreak: (isBreak: boolean) => void
  children: (lesson: HostLesson) => ReactNode
}

/** Binds the host's phone to the lesson. */
export function HostLive({ lessonId, siteId, firstTicket, onBreak, children }: Props) {
  const getTicket = useCallback(() => fetchTicket('staff', lessonId, { siteId }), [lessonId, siteId])
  const [client, snapshot] = useLesson({
    firstTicket,
    fetchTicket: getTicket,
    isStraightIn: true,
    hasMedia: false,
    waitsForSignIn: true,
  })
  const isBreak = snapshot.live.lesson.breakTime !== null
  useEffect(() => onBreak(isBreak), [onBreak, isBreak])
  return children({ client, snapshot })
}
