import { withActor } from '@/db/client'
import { listOpenSites } from '@/db/queries/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, sitesWithPermission } from '@/domain/people/permissions'

/**
 * The open sites where the actor may pair a screen, by municipality and name.
 * @throws DomainError `access.not-allowed`.
 */
export async function listPairingSites(actor: Actor) {
  assertAllowed(actor, 'endpoint.pair')
  return withActor(actor, (tx) => listOpenSites(tx, sitesWithPermission(actor, 'endpoint.pair')))
}
