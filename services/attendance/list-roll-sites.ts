import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'

import { withActor } from '@/db/client'
import { groupSites, lessons } from '@/db/schema/courses'
import { municipalities, sites } from '@/db/schema/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowedAtSite, municipalitiesWhere } from '@/domain/people/permissions'
import { lessonId } from '@/services/ids'

export const listRollSitesInput = z.strictObject({ lessonId })

/**
 * The classrooms of a lesson whose roll the actor keeps, by name.
 * @throws DomainError `access.not-allowed`.
 */
export async function listRollSites(actor: Actor, input: z.infer<typeof listRollSitesInput>) {
  assertAllowed(actor, 'roll.take')
  const rows = await withActor(actor, (tx) =>
    tx
      .select({
        siteId: sites.id,
        siteName: sites.name,
        municipalityId: sites.municipalityId,
        municipalityName: municipalities.name,
      })
      .from(lessons)
      .innerJoin(groupSites, eq(groupSites.groupId, lessons.groupId))
      .innerJoin(sites, eq(sites.id, groupSites.siteId))
      .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
      .where(
        and(
          eq(lessons.id, input.lessonId),
          isNull(lessons.cancelledAt),
          inArray(sites.municipalityId, municipalitiesWhere(actor, 'roll.take')),
        ),
      )
      .orderBy(asc(municipalities.name), asc(sites.name)),
  )
  return rows.filter((site) => isAllowedAtSite(actor, 'roll.take', site))
}
