import { z } from 'zod'

import { withActor } from '@/db/client'
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
  return withActor(actor, async (tx) => {
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    assertAllowed(actor, 'lesson.change', lesson.hostingMunicipalityId)
    assertNotBegun(lesson)
    await updateLesson(tx, input.lessonId, { cancelledAt: new Date() })
    const municipalityId = lesson.hostingMunicipalityId
    await writeAudit(tx, actor, { action: 'lesson.cancelled', municipalityId, subjectId: input.lessonId })
    return { lessonId: input.lessonId }
  })
}
