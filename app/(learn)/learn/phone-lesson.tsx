'use client'

import { useCallback, type ReactNode } from 'react'

import { isTabOf } from '@/app/_components/this-tab'
import type { Ticket } from '@/lesson-client/lesson-client'
import { useDataBudget } from '@/app/_lesson/use-data-budget'
import { useLessonClient } from '@/app/_lesson/use-lesson-client'
import { useSound } from '@/app/_lesson/use-sound'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { loadLesson } from './load-lesson'
import { MyMinutes } from './my-minutes'
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
  /** Whose page it is, to their tab. */
  tabMark?: string
  /** The button that makes this device forget its participant, shown outside the lesson. */
  device: ReactNode
}

/** Binds a phone to the lesson. */
export function PhoneLesson({
  lesson,
  firstTicket,
  isStraightIn,
  holder = 'person',
  personId,
  tabMark,
  ...shown
}: Props) {
  const fetchTicket = useCallback(
    async () => (await loadLesson()).fetchTicket(holder, lesson.lessonId, { personId }),
    [holder, lesson.lessonId, personId],
  )
  const load = async () => {
    // The page of somebody else joins nothing: this tab is on its way to its own.
    if (tabMark !== undefined && !isTabOf(tabMark)) await new Promise(() => undefined)
    return (await loadLesson()).LessonClient
  }
  const { client, snapshot, enter, setMode } = useLessonClient(load, {
    ...{ firstTicket, fetchTicket, isStraightIn, keepsMode: true },
  })
  const budget = useDataBudget({ client, snapshot, lessonId: lesson.lessonId })
  const sound = useSound()
  return (
    <PhoneView
      {...{ lesson, holder, client, snapshot, budget, sound }}
      minutesLine={personId === undefined ? null : <MyMinutes lessonId={lesson.lessonId} personId={personId} />}
      onEnter={enter}
      onMode={setMode}
      {...shown}
    />
  )
}
