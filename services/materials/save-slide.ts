import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { upsertSlide, type MaterialOverview } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId } from '@/domain/ids'
import { MAX_SLIDES, MAX_SLIDE_TEXT } from '@/domain/materials/limits'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { readable } from '@/domain/text/plain-text'
import { whole } from '@/protocol/bounded'
import { materialId } from '@/services/ids'

import { encodeSlide } from './encode-slide'
import { getOwnMaterial } from './get-own-material'

const picture = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const saveSlideInput = z.strictObject({
  materialId,
  slideNumber: whole(1, MAX_SLIDES),
  small: picture,
  large: picture,
  text: z.string().transform((text) =>
    readable(text.slice(0, 2 * MAX_SLIDE_TEXT))
      .trim()
      .slice(0, MAX_SLIDE_TEXT)
      .toWellFormed(),
  ),
})

/**
 * Saves a slide of a material that is not completed yet, re-encoded in both widths. Uploading it again replaces it.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`, `materials.already-complete`,
 * `materials.not-an-image`, `materials.image-too-large`.
 */
export async function saveSlide(actor: Actor, input: z.infer<typeof saveSlideInput>): Promise<{ slideNumber: number }> {
  assertAllowed(actor, 'lesson.teach')
  const { slideNumber, text } = input
  // Encoding is slow and holds no database connection; the permission is checked before it.
  await withActor(actor, (tx) => getOpenMaterial(tx, actor, input))
  const small = await encodeSlide(input.small, 'small')
  const large = await encodeSlide(input.large, 'large')
  return withActor(actor, async (tx) => {
    await getOpenMaterial(tx, actor, input)
    const { widthPx, heightPx } = large
    const pictures = { small: small.image, large: large.image, widthPx, heightPx }
    await upsertSlide(tx, { materialId: input.materialId, slideNumber, text, ...pictures })
    return { slideNumber }
  })
}

async function getOpenMaterial(
  tx: Transaction,
  actor: Actor,
  wanted: { materialId: MaterialId; slideNumber: number },
): Promise<MaterialOverview> {
  const material = await getOwnMaterial(tx, actor, wanted.materialId)
  if (material.completedAt !== null) throw new DomainError('materials.already-complete')
  if (wanted.slideNumber > material.slideCount) throw new DomainError('access.not-found')
  return material
}
