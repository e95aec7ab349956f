import * as z from 'zod'

import { withActor } from '@/db/client'
import { deleteMaterial } from '@/db/queries/materials'
import type { MaterialId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { materialId } from '@/services/ids'

import { getOwnMaterial } from './get-own-material'

export const removeMaterialInput = z.strictObject({ materialId })

/**
 * Deletes a material's slides with their notes, finished or not.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`.
 */
export async function removeMaterial(
  actor: Actor,
  input: z.infer<typeof removeMaterialInput>,
): Promise<{ materialId: MaterialId }> {
  assertAllowed(actor, 'lesson.teach')
  return withActor(actor, async (tx) => {
    const material = await getOwnMaterial(tx, actor, input.materialId)
    await deleteMaterial(tx, material.materialId, new Date())
    const municipalityId = material.hostingMunicipalityId
    const entry = { action: 'material.removed', municipalityId, subjectId: material.materialId } as const
    await writeAudit(tx, actor, { ...entry, details: { lessonId: material.lessonId, pages: material.slideCount } })
    return { materialId: material.materialId }
  })
}
