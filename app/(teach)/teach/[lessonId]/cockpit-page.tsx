'use client'

import { useCallback } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound } from '@/app/_lesson/use-sound'
import type { MyLesson } from '@/services/tickets/list-my-lessons'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import type { CockpitHolder } from './cockpit-holding'
import { CockpitView } from './cockpit-view'

type Props = {
  lesson: MyLesson
  /** The names of the classrooms that take part by the plan. */
  planned: readonly string[]
  firstTicket: Ticket
  /** Why the lesson may not be recorded; omitted for users who do not record. */
  recordingRefusal?: RecordingRefusal | null
  /** A guest substitutes for the communicator. */
  holder?: CockpitHolder
}

/** Binds the communicator's page to the lesson: device check and cockpit share one peer. */
export function CockpitPage({ lesson, planned, firstTicket, recordingRefusal, holder = 'staff' }: Props) {
  const getTicket = useCallback(() => fetchTicket(holder, lesson.lessonId), [holder, lesson.lessonId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, waitsForSignIn: holder === 'staff' })
  const sound = useSound()
  return <CockpitView {...{ lesson, planned, recordingRefusal, holder, client, snapshot, sound }} />
}
