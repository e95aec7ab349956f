import * as z from 'zod'

import { withActor } from '@/db/client'
import { saveNote } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import { MAX_NOTE, MAX_SLIDES } from '@/domain/materials/limits'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { materialId } from '@/services/ids'

import { assertOwnLesson, getOwnMaterial } from './get-own-material'
import { linesOrNothing, whole } from '@/protocol/bounded'

export const saveSlideNoteInput = z.strictObject({
  materialId,
  slideNumber: whole(1, MAX_SLIDES),
  note: linesOrNothing(MAX_NOTE),
})

/**
 * Saves the communicator's private note on a slide; an empty note is deleted.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`.
 */
export async function saveSlideNote(
  actor: Actor,
  input: z.infer<typeof saveSlideNoteInput>,
): Promise<{ slideNumber: number }> {
  assertAllowed(actor, 'lesson.teach')
  const { slideNumber, note } = input
  return withActor(actor, async (tx) => {
    const material = await getOwnMaterial(tx, actor, input.materialId)
    if (slideNumber > material.slideCount || material.completedAt === null) throw new DomainError('access.not-found')
    await saveNote(
      tx,
      { materialId: material.materialId, slideNumber, writtenBy: assertOwnLesson(actor, material) },
      note,
    )
    return { slideNumber }
  })
}
