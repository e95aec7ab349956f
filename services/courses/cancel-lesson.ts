import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findLesson, lockLesson, updateLesson } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { lessonId } from '@/services/ids'
import { assertNotBegun } from './assert-not-begun'

export const cancelLessonInput = z.strictObject({ lessonId })

/**
 * Cancels a lesson that has not begun.
 * @throws DomainError `courses.lesson-not-found`, `courses.lesson-cancelled`, `courses.lesson-has-begun`.
 */
export async function cancelLesson(
  actor: Actor,
  input: z.infer<typeof cancelLessonInput>,
): Promise<{ lessonId: LessonId }> {
  assertAllowed(actor, 'lesson.change')
  await withActor(actor, (tx) => cancelLessonIn(tx, actor, input.lessonId))
  return { lessonId: input.lessonId }
}

/** The same within a transaction. */
export async function cancelLessonIn(tx: Transaction, actor: Actor, id: LessonId): Promise<void> {
  await lockLesson(tx, id)
  const lesson = await findLesson(tx, id)
  if (!lesson) throw new DomainError('courses.lesson-not-found')
  assertAllowed(actor, 'lesson.change', lesson.hostingMunicipalityId)
  assertNotBegun(lesson)
  await updateLesson(tx, id, { cancelledAt: new Date() })
  const municipalityId = lesson.hostingMunicipalityId
  await writeAudit(tx, actor, { action: 'lesson.cancelled', municipalityId, subjectId: id })
}
