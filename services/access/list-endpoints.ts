import { withActor } from '@/db/client'
import { listPairedEndpoints } from '@/db/queries/pairing'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWhere } from '@/domain/people/permissions'

/**
 * The paired screens of the actor's municipalities, by municipality and site.
 * @throws DomainError `access.not-allowed`.
 */
export async function listEndpoints(actor: Actor) {
  assertAllowed(actor, 'endpoint.list')
  return withActor(actor, (tx) => listPairedEndpoints(tx, municipalitiesWhere(actor, 'endpoint.list')))
}
