import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectLessonFacts, selectPersonFacts } from '@/db/queries/attendance'
import { findLesson } from '@/db/queries/lessons'
import { assessAttendance } from '@/domain/attendance/assess-attendance'
import { buildIntervals } from '@/domain/attendance/build-intervals'
import { DomainError } from '@/domain/domain-error'
import type { PersonActor } from '@/domain/people/actor'
import { lessonId } from '@/services/ids'
import { findMyLesson } from '@/services/tickets/list-my-lessons'

import { presenceFactOf } from './presence-facts'
import { rulesOf, taughtLesson } from './taught-lesson'

export const countMyMinutesInput = z.strictObject({ lessonId })

/**
 * For how many whole minutes of teaching time the participant's own devices have been in a lesson until now, by the same
 * rules as its assessment: breaks do not count, two devices count once. The roll of a classroom may add to it later.
 * @throws DomainError `courses.lesson-not-found` also for a lesson that is not theirs, or of another day.
 */
export async function countMyMinutes(
  actor: PersonActor,
  input: z.infer<typeof countMyMinutesInput>,
  nowMs: number,
): Promise<{ minutes: number }> {
  const isTheirs = (await findMyLesson(actor, { as: 'learner', ...input }, nowMs)) !== undefined
  if (!isTheirs) throw new DomainError('courses.lesson-not-found')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const facts = await selectLessonFacts(tx, input.lessonId)
    const taught = taughtLesson(lesson, facts, lesson.endedAt?.getTime() ?? nowMs)
    if (!taught) return { minutes: 0 }
    const rules = rulesOf(lesson)
    const own = (await selectPersonFacts(tx, input.lessonId)).flatMap(presenceFactOf)
    const ofActor = own.filter(({ personId }) => personId === actor.personId)
    const intervals = buildIntervals(ofActor, rules)
    return { minutes: assessAttendance(taught, { intervals, roll: [] }, rules).presentMinutes }
  })
}
