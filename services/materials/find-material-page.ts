import { z } from 'zod'

import { withActor } from '@/db/client'
import { findPicture } from '@/db/queries/materials'
import { MAX_PAGES, WIDTH_CLASSES } from '@/domain/materials/limits'
import { readableLessonScopes } from '@/domain/courses/lesson-scope'
import type { Actor } from '@/domain/people/actor'
import { materialId } from '@/services/ids'

export const findMaterialPageInput = z.strictObject({
  materialId,
  page: z.coerce.number().int().min(1).max(MAX_PAGES),
  widthClass: z.enum(WIDTH_CLASSES),
})

/** The WebP of one page; null when there is none that the actor may see. */
export async function findMaterialPage(
  actor: Actor,
  input: z.infer<typeof findMaterialPageInput>,
): Promise<Buffer | null> {
  return withActor(actor, (tx) => findPicture(tx, input, readableLessonScopes(actor)))
}
