import * as z from 'zod'

import { withActor } from '@/db/client'
import { countSlides, markCompleted } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { materialId } from '@/services/ids'

import { getOwnMaterial } from './get-own-material'

export const completeMaterialInput = z.strictObject({ materialId })

/**
 * Makes a material visible to the lesson, once all its slides are uploaded. Repeating it changes nothing.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`, `materials.slides-missing`.
 */
export async function completeMaterial(
  actor: Actor,
  input: z.infer<typeof completeMaterialInput>,
): Promise<{ materialId: MaterialId }> {
  assertAllowed(actor, 'lesson.teach')
  return withActor(actor, async (tx) => {
    const material = await getOwnMaterial(tx, actor, input.materialId)
    if (material.completedAt !== null) return { materialId: material.materialId }
    const slides = await countSlides(tx, material.materialId)
    if (slides < material.slideCount) throw new DomainError('materials.slides-missing')
    await markCompleted(tx, material.materialId, new Date())
    const municipalityId = material.hostingMunicipalityId
    const entry = { action: 'material.uploaded', municipalityId, subjectId: material.materialId } as const
    await writeAudit(tx, actor, { ...entry, details: { lessonId: material.lessonId, pages: slides } })
    return { materialId: material.materialId }
  })
}
