import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectGroupSites } from '@/db/queries/groups'
import { findLesson } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { lessonId } from '@/services/ids'

export const getLessonInput = z.strictObject({ lessonId })

/** A lesson with the classroom sites of its group. @throws DomainError `courses.lesson-not-found`. */
export async function getLesson(actor: Actor, input: z.infer<typeof getLessonInput>) {
  assertAllowed(actor, 'group.list')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    return { ...lesson, sites: await selectGroupSites(tx, lesson.groupId) }
  })
}
