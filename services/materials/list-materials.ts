import * as z from 'zod'

import { withActor } from '@/db/client'
import { findLesson } from '@/db/queries/lessons'
import { selectMaterials } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isSubstituteIn } from '@/domain/people/permissions'
import { lessonId } from '@/services/ids'

import { assertOwnLesson } from './get-own-material'

export const listMaterialsInput = z.strictObject({ lessonId })

export type ListedMaterial = { materialId: MaterialId; name: string; slideCount: number }

/**
 * The completed materials of a lesson that the actor leads, as its communicator or substitute, oldest first.
 * @throws DomainError `courses.lesson-not-found`, `courses.not-your-lesson`.
 */
export async function listMaterials(
  actor: Actor,
  input: z.infer<typeof listMaterialsInput>,
): Promise<ListedMaterial[]> {
  const isSubstitute = isSubstituteIn(actor, input.lessonId)
  if (!isSubstitute) assertAllowed(actor, 'lesson.teach')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    if (!isSubstitute) assertOwnLesson(actor, lesson)
    const rows = await selectMaterials(tx, input.lessonId)
    return rows.map(({ materialId, name, slideCount }) => ({ materialId, name, slideCount }))
  })
}
