import * as z from 'zod'

import { withActor } from '@/db/client'
import { findLesson, lockLesson } from '@/db/queries/lessons'
import { countMaterials, deleteMaterial, insertMaterial, selectAbandoned } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId } from '@/domain/ids'
import { MAX_MATERIALS_OF_LESSON, MAX_SLIDES } from '@/domain/materials/limits'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { nameField } from '@/services/fields'
import { lessonId } from '@/services/ids'

import { assertOwnLesson } from './get-own-material'
import { whole, INTEGER_MAX } from '@/protocol/bounded'

/** An upload that is not finished after this long is discarded to make room. */
const ABANDONED_AFTER_MS = 3_600_000

export const startMaterialInput = z.strictObject({ lessonId, name: nameField, slideCount: whole(1, INTEGER_MAX) })

/**
 * Starts a material of the actor's own lesson. It stays invisible to others until all its slides are uploaded.
 * @throws DomainError `courses.lesson-not-found`, `courses.not-your-lesson`, `courses.lesson-cancelled`,
 * `materials.too-many-slides`, `materials.too-many-materials`.
 */
export async function startMaterial(
  actor: Actor,
  input: z.infer<typeof startMaterialInput>,
): Promise<{ materialId: MaterialId }> {
  assertAllowed(actor, 'lesson.teach')
  const now = new Date()
  return withActor(actor, async (tx) => {
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const createdBy = assertOwnLesson(actor, lesson)
    if (lesson.cancelledAt !== null) throw new DomainError('courses.lesson-cancelled')
    if (input.slideCount > MAX_SLIDES) throw new DomainError('materials.too-many-pages', { max: MAX_SLIDES })
    const abandoned = await selectAbandoned(tx, input.lessonId, new Date(now.getTime() - ABANDONED_AFTER_MS))
    for (const materialId of abandoned) await deleteMaterial(tx, materialId, now)
    if ((await countMaterials(tx, input.lessonId)) >= MAX_MATERIALS_OF_LESSON) {
      throw new DomainError('materials.too-many-materials', { max: MAX_MATERIALS_OF_LESSON })
    }
    const { hostingMunicipalityId } = lesson
    return { materialId: await insertMaterial(tx, { ...input, hostingMunicipalityId, createdBy }) }
  })
}
