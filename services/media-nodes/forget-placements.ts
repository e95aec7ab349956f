import { withActor } from '@/db/client'
import { forgetOldPlacements } from '@/db/queries/media-nodes'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

const FORGET_AFTER_MS = 24 * 3_600_000

/**
 * Deletes placements and states of lessons that no node has reported for a day, and media nodes that have been silent
 * as long. A node with recordings is kept: only it can delete them.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function forgetPlacements(actor: Actor): Promise<void> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  await withActor(actor, (tx) => forgetOldPlacements(tx, FORGET_AFTER_MS))
}
