import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { upsertPage, type MaterialOverview } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId } from '@/domain/ids'
import { MAX_PAGES, MAX_PAGE_TEXT } from '@/domain/materials/limits'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { readable } from '@/domain/text/plain-text'
import { whole } from '@/protocol/bounded'
import { materialId } from '@/services/ids'

import { encodePage } from './encode-page'
import { getOwnMaterial } from './get-own-material'

const picture = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const saveMaterialPageInput = z.strictObject({
  materialId,
  page: whole(1, MAX_PAGES),
  small: picture,
  large: picture,
  text: z.string().transform((text) =>
    readable(text.slice(0, 2 * MAX_PAGE_TEXT))
      .trim()
      .slice(0, MAX_PAGE_TEXT)
      .toWellFormed(),
  ),
})

/**
 * Saves a page of a material that is not completed yet, in both widths, encoded anew. Sent again it replaces the first.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`, `materials.already-complete`,
 * `materials.not-an-image`, `materials.image-too-large`.
 */
export async function saveMaterialPage(
  actor: Actor,
  input: z.infer<typeof saveMaterialPageInput>,
): Promise<{ page: number }> {
  assertAllowed(actor, 'lesson.teach')
  const { page, text } = input
  // Encoding takes long and holds no connection; who may not is turned away before it.
  await withActor(actor, (tx) => getOpenMaterial(tx, actor, input))
  const small = await encodePage(input.small, 'small')
  const large = await encodePage(input.large, 'large')
  return withActor(actor, async (tx) => {
    await getOpenMaterial(tx, actor, input)
    const { widthPx, heightPx } = large
    const pictures = { small: small.image, large: large.image, widthPx, heightPx }
    await upsertPage(tx, { materialId: input.materialId, page, text, ...pictures })
    return { page }
  })
}

async function getOpenMaterial(
  tx: Transaction,
  actor: Actor,
  wanted: { materialId: MaterialId; page: number },
): Promise<MaterialOverview> {
  const material = await getOwnMaterial(tx, actor, wanted.materialId)
  if (material.completedAt !== null) throw new DomainError('materials.already-complete')
  if (wanted.page > material.pageCount) throw new DomainError('access.not-found')
  return material
}
