import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertEntries, selectEntries } from '@/db/queries/attendance'
import { findLesson, lockLesson } from '@/db/queries/lessons'
import { selectShownPersons } from '@/db/queries/shown-persons'
import type { AttendanceMinutes } from '@/domain/attendance/assess-attendance'
import { correctMinutes } from '@/domain/attendance/correct-minutes'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { mayBeNamedInLesson } from '@/domain/people/may-be-shown'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { token } from '@/protocol/bounded'
import { writeAudit } from '@/services/audit/write-audit'
import { reasonField } from '@/services/fields'
import { found } from '@/services/found'
import { lessonId } from '@/services/ids'
import { entryHandleOf } from './entry-handle'

const HANDLE_MAX = 16
const minutes = z
  .int()
  .min(0)
  .max(24 * 60)

export const correctAttendanceInput = z.strictObject({
  lessonId,
  /** The row of `listAttendance` that is corrected. */
  handle: token(HANDLE_MAX),
  presentMinutes: minutes,
  excusedMinutes: minutes,
  technicalFailureMinutes: minutes,
  absentMinutes: minutes,
  reason: reasonField,
})

/**
 * Corrects a person's minutes in an ended lesson with a new entry that has the author and the reason and stays current
 * from then on.
 * @throws DomainError `people.reason-required`, `courses.lesson-not-found`, `attendance.lesson-not-ended`,
 * `access.not-found` without attendance, `attendance.minutes-exceed-lesson`, `attendance.correction-changes-nothing`.
 */
export async function correctAttendance(
  actor: Actor,
  input: z.infer<typeof correctAttendanceInput>,
): Promise<AttendanceMinutes> {
  assertAllowed(actor, 'attendance.correct')
  if (actor.kind !== 'staff') throw new DomainError('access.not-allowed')
  if (input.reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  return withActor(actor, async (tx) => {
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    assertAllowed(actor, 'attendance.correct', lesson.hostingMunicipalityId)
    if (lesson.endedAt === null) throw new DomainError('attendance.lesson-not-ended')
    const entries = await selectEntries(tx, input.lessonId)
    const current = found(
      entries.find((entry) => entry.isCurrent && entryHandleOf(input.lessonId, entry.personId) === input.handle),
    )
    const { personId } = current
    const [person] = await selectShownPersons(tx, [personId])
    if (!mayBeNamedInLesson(actor, found(person), lesson)) throw new DomainError('access.not-found')
    const corrected = correctMinutes(current, input)
    await insertEntries(tx, [
      {
        ...corrected,
        lessonId: input.lessonId,
        personId,
        homeMunicipalityId: current.homeMunicipalityId,
        hostingMunicipalityId: lesson.hostingMunicipalityId,
        themePart: lesson.themePart,
        lessonOn: dateOf(lesson.startsAt.getTime()),
        origin: 'corrected',
        ruleSetId: current.ruleSetId,
        evidence: current.evidence,
        actorId: actor.staffId,
        reason: input.reason,
      },
    ])
    await writeAudit(tx, actor, {
      action: 'attendance.corrected',
      municipalityId: lesson.hostingMunicipalityId,
      subjectId: personId,
      details: { lessonId: input.lessonId, before: current.presentMinutes, after: corrected.presentMinutes },
    })
    return corrected
  })
}
