'use client'

import { useCallback } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useEarcons } from '@/app/_lesson/use-earcons'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound } from '@/app/_lesson/use-sound'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { InterpreterView } from './interpreter-view'

type Props = { lesson: MyLesson; firstTicket: Ticket; channelLanguage: string }

/** Binds an interpreter's page to the lesson. */
export function InterpreterLesson({ lesson, firstTicket, channelLanguage }: Props) {
  const getTicket = useCallback(() => fetchTicket('guest', lesson.lessonId), [lesson.lessonId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket })
  const sound = useSound()
  useEarcons(snapshot)
  return <InterpreterView {...{ lesson, channelLanguage, client, snapshot, sound }} />
}
