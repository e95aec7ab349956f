import * as z from 'zod'

import { withActor } from '@/db/client'
import { findCompleted, selectSlides } from '@/db/queries/materials'
import type { MaterialId } from '@/domain/ids'
import { readableLessonScopes } from '@/domain/courses/lesson-scope'
import type { Actor } from '@/domain/people/actor'
import { materialId } from '@/services/ids'

export const findMaterialInput = z.strictObject({ materialId })

export type Material = {
  materialId: MaterialId
  name: string
  slideCount: number
  /** In order; screen readers read the text. */
  slides: { slideNumber: number; text: string; widthPx: number; heightPx: number }[]
}

/** The contents of a material; null when there is none that the actor may read. */
export async function findMaterial(actor: Actor, input: z.infer<typeof findMaterialInput>): Promise<Material | null> {
  return withActor(actor, async (tx) => {
    const material = await findCompleted(tx, input.materialId, readableLessonScopes(actor))
    if (!material) return null
    const { name, slideCount } = material
    return { materialId: material.materialId, name, slideCount, slides: await selectSlides(tx, material.materialId) }
  })
}
