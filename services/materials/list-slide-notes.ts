import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectNotes } from '@/db/queries/materials'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { materialId } from '@/services/ids'

import { assertOwnLesson, getOwnMaterial } from './get-own-material'

export const listSlideNotesInput = z.strictObject({ materialId })

export type SlideNote = { slideNumber: number; note: string }

/**
 * The actor's own notes on a material of their lesson, by slide.
 * @throws DomainError `access.not-found`, `courses.not-your-lesson`.
 */
export async function listSlideNotes(actor: Actor, input: z.infer<typeof listSlideNotesInput>): Promise<SlideNote[]> {
  assertAllowed(actor, 'lesson.teach')
  return withActor(actor, async (tx) => {
    const material = await getOwnMaterial(tx, actor, input.materialId)
    return selectNotes(tx, { materialId: material.materialId, writtenBy: assertOwnLesson(actor, material) })
  })
}
