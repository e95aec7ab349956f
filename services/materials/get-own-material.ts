import type { Transaction } from '@/db/client'
import { findMaterial, lockMaterial, type MaterialOverview } from '@/db/queries/materials'
import { DomainError } from '@/domain/domain-error'
import type { MaterialId, StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'

/**
 * A material of a lesson whose communicator is the actor, locked until the transaction ends.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `courses.not-your-lesson`.
 */
export async function getOwnMaterial(tx: Transaction, actor: Actor, materialId: MaterialId): Promise<MaterialOverview> {
  await lockMaterial(tx, materialId)
  const material = found(await findMaterial(tx, materialId))
  assertOwnLesson(actor, material)
  return material
}

/**
 * Returns if the actor is the communicator of this lesson. @returns the actor.
 * @throws DomainError `access.not-allowed`, `courses.not-your-lesson`.
 */
export function assertOwnLesson(actor: Actor, lesson: { communicatorId: StaffId }): StaffId {
  assertAllowed(actor, 'lesson.teach')
  if (actor.kind !== 'staff' || actor.staffId !== lesson.communicatorId) {
    throw new DomainError('courses.not-your-lesson')
  }
  return actor.staffId
}
