import { randomUUID } from 'node:crypto'

import type { LessonFactKind } from '@/domain/attendance/words'
import type { QuestionOutcome } from '@/protocol/live-view'
import type { LessonRecord } from '@/protocol/presence'

import { nowText } from '../clock'
import type { PresenceTracker } from '../presence/tracker'
import { ENDS_QUESTION, FACTS } from './live/event-effects'
import type { LiveEvent } from './live/live-event'
import { missedSince } from './live/live-lesson'
import type { LiveState } from './live/live-state'
import { countedOf } from './live/view-live'

type Change = { before: LiveState; event: LiveEvent }
type Teller = {
  lessonId: string
  tracker: PresenceTracker
  /** Tells the app of something that is kept with the lesson. */
  tell: (record: LessonRecord) => void
}

/** Tells the app what a change of the lesson means for attendance, and what is kept of it. @returns the facts told. */
export function tellFacts({ before, event }: Change, { lessonId, tracker, tell }: Teller): LessonFactKind[] {
  if (ENDS_QUESTION.has(event.type)) {
    const question = before.question && outcomeOf(before.question)
    const record = { factId: randomUUID(), lessonId, at: nowText() }
    if (question) tell({ ...record, kind: 'question-asked', question })
  }
  const kind = FACTS[event.type]
  if (!kind) return []
  if (kind === 'lesson-resumed' && !before.lesson.absence?.isSuspended) return []
  if (kind !== 'lesson-suspended') {
    tracker.lessonChanged(lessonId, kind)
    return [kind]
  }
  // A suspension counts from the moment when she was missed; a break that she did not end, ends there.
  const sinceMs = missedSince(before) ?? undefined
  const kinds: LessonFactKind[] = before.lesson.breakTime ? ['break-ended', kind] : [kind]
  for (const each of kinds) tracker.lessonChanged(lessonId, each, sinceMs)
  return kinds
}

/** A question when it is over, as it is kept: whose an answer was, and no name. */
function outcomeOf(question: NonNullable<LiveState['question']>): QuestionOutcome {
  const { asked, answers } = question
  const { answered, totals } = countedOf(question)
  const named = Object.entries(answers).flatMap(([memberId, { subject, choices }]) => {
    if (asked.isAnonymous || choices === null) return []
    return [subject ? { subject, choices } : { memberId, choices }]
  })
  return { asked, answered, totals, named }
}
