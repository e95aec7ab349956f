'use client'

import { useCallback } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound } from '@/app/_lesson/use-sound'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestView } from './guest-view'

/** Binds a guest lecturer's page to the lesson. */
export function GuestLesson({ lesson, firstTicket }: { lesson: MyLesson; firstTicket: Ticket }) {
  const getTicket = useCallback(() => fetchTicket('guest', lesson.lessonId), [lesson.lessonId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket })
  const sound = useSound()
  return <GuestView {...{ lesson, client, snapshot, sound }} />
}
