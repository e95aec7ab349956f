'use client'

import { useCallback } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useLesson } from '@/app/_lesson/use-lesson'

import { HostView } from './host-view'

type Props = { lessonId: string; siteId: string; firstTicket: Ticket; names: readonly string[] }

/** Binds the host's phone to the lesson. */
export function HostLive({ lessonId, siteId, firstTicket, names }: Props) {
  const getTicket = useCallback(() => fetchTicket('staff', lessonId, siteId), [lessonId, siteId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, isStraightIn: true, hasMedia: false })
  return <HostView {...{ client, snapshot, names }} />
}
