'use client'

import { useCallback, type ReactNode } from 'react'

import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useDataBudget } from '@/app/_lesson/use-data-budget'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { PhoneView } from './phone-view'

type Props = {
  lesson: MyLesson
  firstTicket: Ticket
  displayName: string
  isCameraOffered: boolean
  isStraightIn: boolean
  /** An admitted visitor, without attendance. */
  holder?: 'person' | 'guest'
  /** The participant. */
  personId?: string
  /** The button that makes this device forget its participant, shown outside the lesson. */
  device: ReactNode
}

/** Binds a phone to the lesson. */
export function PhoneLesson({ lesson, firstTicket, isStraightIn, holder = 'person', personId, ...shown }: Props) {
  const getTicket = useCallback(
    () => fetchTicket(holder, lesson.lessonId, { personId }),
    [holder, lesson.lessonId, personId],
  )
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, isStraightIn, keepsMode: true })
  const budget = useDataBudget({ client, snapshot, lessonId: lesson.lessonId })
  const sound = useSound()
  return <PhoneView {...{ lesson, holder, client, snapshot, budget, sound }} {...shown} />
}
