import { z } from 'zod'

import { withActor } from '@/db/client'
import { saveNote } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import { MAX_NOTE, MAX_PAGES } from '@/domain/materials/limits'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { materialId } from '@/services/ids'

import { assertOwnLesson, getOwnMaterial } from './get-own-material'
import { linesOrNothing, whole } from '@/protocol/bounded'

export const savePageNoteInput = z.strictObject({
  materialId,
  page: whole(1, MAX_PAGES),
  note: linesOrNothing(MAX_NOTE),
})

/**
 * Keeps what the communicator wrote beside a page, for herself alone; an empty note is deleted.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`.
 */
export async function savePageNote(actor: Actor, input: z.infer<typeof savePageNoteInput>): Promise<{ page: number }> {
  assertAllowed(actor, 'lesson.teach')
  const { page, note } = input
  return withActor(actor, async (tx) => {
    const material = await getOwnMaterial(tx, actor, input.materialId)
    if (page > material.pageCount || material.completedAt === null) throw new DomainError('access.not-found')
    await saveNote(tx, { materialId: material.materialId, page, writtenBy: assertOwnLesson(actor, material) }, note)
    return { page }
  })
}
