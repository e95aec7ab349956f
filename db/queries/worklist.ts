import { and, asc, eq, gte, inArray, isNull, lt, min } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { groups, groupSites, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import type { MunicipalityId, SiteId } from '@/domain/ids'

type Between = { fromAt: Date; untilAt: Date }

/** The lessons that began, or were to begin, in a time and were not cancelled, of the municipalities that host them. */
export async function selectLessonsOfWorklist(
  tx: Transaction,
  hostIds: readonly MunicipalityId[],
  { fromAt, untilAt }: Between,
) {
  if (hostIds.length === 0) return []
  return tx
    .select({
      lessonId: lessons.id,
      groupName: groups.name,
      municipalityId: lessons.hostingMunicipalityId,
      municipalityName: municipalities.name,
      communicatorId: lessons.communicatorId,
      communicatorName: staff.name,
      endsAt: lessons.endsAt,
      liveAt: lessons.liveAt,
      endedAt: lessons.endedAt,
    })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .innerJoin(staff, eq(staff.id, lessons.communicatorId))
    .where(
      and(
        inArray(lessons.hostingMunicipalityId, [...hostIds]),
        isNull(lessons.cancelledAt),
        gte(lessons.startsAt, fromAt),
        lt(lessons.startsAt, untilAt),
      ),
    )
    .orderBy(asc(lessons.startsAt), asc(lessons.id))
}

/** When the next lesson at each of these sites begins, within a time. */
export async function selectNextLessonsAtSites(
  tx: Transaction,
  siteIds: readonly SiteId[],
  { fromAt, untilAt }: Between,
): Promise<ReadonlyMap<SiteId, Date>> {
  if (siteIds.length === 0) return new Map()
  const rows = await tx
    .select({ siteId: groupSites.siteId, startsAt: min(lessons.startsAt) })
    .from(lessons)
    .innerJoin(groupSites, eq(groupSites.groupId, lessons.groupId))
    .where(
      and(
        inArray(groupSites.siteId, [...siteIds]),
        isNull(lessons.cancelledAt),
        isNull(lessons.endedAt),
        gte(lessons.startsAt, fromAt),
        lt(lessons.startsAt, untilAt),
      ),
    )
    .groupBy(groupSites.siteId)
  return new Map(rows.flatMap(({ siteId, startsAt }) => (startsAt ? [[siteId, startsAt] as const] : [])))
}
