'use client'

import { useCallback, useEffect } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useLesson } from '@/app/_lesson/use-lesson'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { isAdmitted, WaitingRoomView } from './waiting-room-view'

type Props = { lesson: MyLesson; firstTicket: Ticket; displayName: string }

/** Binds a visitor's page to the lesson. Once the visitor is admitted, the page shows the lesson. */
export function WaitingRoom({ lesson, firstTicket, displayName }: Props) {
  const getTicket = useCallback(() => fetchTicket('guest', lesson.lessonId), [lesson.lessonId])
  const [, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, hasMedia: false })
  const isLetIn = isAdmitted(snapshot)

  useEffect(() => {
    if (isLetIn) window.location.reload()
  }, [isLetIn])

  return <WaitingRoomView {...{ lesson, displayName, snapshot }} />
}
