import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { municipalities, sites } from '@/db/schema/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, placesWhere } from '@/domain/people/permissions'

/**
 * The open sites where the actor may pair a wall, by municipality and name.
 * @throws DomainError `access.not-allowed`.
 */
export async function listPairingSites(actor: Actor) {
  assertAllowed(actor, 'endpoint.pair')
  const { municipalityIds, siteIds } = placesWhere(actor, 'endpoint.pair')
  return withActor(actor, (tx) =>
    tx
      .select({ siteId: sites.id, siteName: sites.name, municipalityName: municipalities.name })
      .from(sites)
      .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
      .where(
        and(isNull(sites.closedOn), or(inArray(sites.municipalityId, municipalityIds), inArray(sites.id, siteIds))),
      )
      .orderBy(asc(municipalities.name), asc(sites.name)),
  )
}
