import { and, asc, eq, inArray, isNull } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { endpoints } from '@/db/schema/endpoints'
import { staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWhere } from '@/domain/people/permissions'

/**
 * The paired walls of the actor's municipalities, by municipality and site.
 * @throws DomainError `access.not-allowed`.
 */
export async function listEndpoints(actor: Actor) {
  assertAllowed(actor, 'endpoint.list')
  return withActor(actor, (tx) =>
    tx
      .select({
        endpointId: endpoints.id,
        name: endpoints.name,
        siteName: sites.name,
        municipalityName: municipalities.name,
        pairedAt: endpoints.pairedAt,
        pairedBy: staff.name,
      })
      .from(endpoints)
      .innerJoin(sites, eq(sites.id, endpoints.siteId))
      .innerJoin(municipalities, eq(municipalities.id, endpoints.municipalityId))
      .leftJoin(staff, eq(staff.id, endpoints.pairedBy))
      .where(
        and(
          isNull(endpoints.unpairedAt),
          inArray(endpoints.municipalityId, municipalitiesWhere(actor, 'endpoint.list')),
        ),
      )
      .orderBy(asc(municipalities.name), asc(sites.name), asc(endpoints.name)),
  )
}
