import * as z from 'zod'

import { withActor } from '@/db/client'
import { findPicture } from '@/db/queries/materials'
import { MAX_SLIDES, WIDTH_CLASSES } from '@/domain/materials/limits'
import { readableLessonScopes } from '@/domain/courses/lesson-scope'
import type { Actor } from '@/domain/people/actor'
import { materialId } from '@/services/ids'

export const findSlideInput = z.strictObject({
  materialId,
  slideNumber: z.coerce.number().int().min(1).max(MAX_SLIDES),
  widthClass: z.enum(WIDTH_CLASSES),
})

/** The WebP of one slide; null when there is none that the actor may see. */
export async function findSlide(actor: Actor, input: z.infer<typeof findSlideInput>): Promise<Buffer | null> {
  return withActor(actor, (tx) => findPicture(tx, input, readableLessonScopes(actor)))
}
