import { and, asc, eq, gt, gte, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { enrolments, groupPatterns, groups, groupSites, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { CourseKind } from '@/domain/courses/vocabulary'
import type { WeeklyPattern } from '@/domain/courses/plan-lessons'
import type { GroupId, MunicipalityId, SiteId, StaffId } from '@/domain/ids'

import { foldedName, isNamed } from './named'
import { findPage, pageOf, type Paging, type SortKey } from './paging'
import { inForceFrom, inForceOn } from './periods'

export const GROUP_SORTS = ['name', 'hostingMunicipality', 'language', 'startsOn', 'participants'] as const

export type GroupFilter = {
  hostingMunicipalityId: MunicipalityId | null
  courseKind: CourseKind | null
  communicatorId: StaffId | null
  /** Groups that have not ended before this date. */
  runningFrom: string | null
  onDate: string
  /**
   * Whose people are counted: those in groups that these municipalities host, at their classrooms, or resident there.
   */
  counted: { taughtBy: readonly MunicipalityId[]; livingIn: readonly MunicipalityId[] }
}

const overview = {
  groupId: groups.id,
  name: groups.name,
  courseKind: groups.courseKind,
  sfiCourse: groups.sfiCourse,
  language: groups.language,
  hostingMunicipalityId: groups.hostingMunicipalityId,
  hostingMunicipalityName: municipalities.name,
  communicatorId: groups.communicatorId,
  communicatorName: staff.name,
  startsOn: groups.startsOn,
  endsOn: groups.endsOn,
}

export async function selectGroups(tx: Transaction, filter: GroupFilter, paging: Paging<(typeof GROUP_SORTS)[number]>) {
  const where = and(
    filter.hostingMunicipalityId === null ? undefined : eq(groups.hostingMunicipalityId, filter.hostingMunicipalityId),
    filter.courseKind === null ? undefined : eq(groups.courseKind, filter.courseKind),
    filter.communicatorId === null ? undefined : eq(groups.communicatorId, filter.communicatorId),
    filter.runningFrom === null ? undefined : gte(groups.endsOn, filter.runningFrom),
    paging.search ? isNamed({ name: groups.name, folded: foldedName(groups.name) }, paging.search) : undefined,
  )
  const participants = sql`(select count(*) from ${enrolments} where ${enrolments.groupId} = ${groups.id}
    and ${inForceOn(enrolments, filter.onDate)} and ${isCounted(filter.counted)})`
  const sorts: Record<(typeof GROUP_SORTS)[number], SortKey> = {
    name: { by: inSwedish(groups.name), as: 'text' },
    hostingMunicipality: { by: inSwedish(municipalities.name), as: 'text' },
    language: { by: groups.language, as: 'text' },
    startsOn: { by: groups.startsOn, as: 'date' },
    participants: { by: participants, as: 'numeric' },
  }
  const page = pageOf(paging, { sorts, id: groups.id })
  const select = (beyond?: SQL) =>
    tx
      .select({ ...overview, ...page.position, participants: participants.mapWith(Number) })
      .from(groups)
      .innerJoin(municipalities, eq(municipalities.id, groups.hostingMunicipalityId))
      .innerJoin(staff, eq(staff.id, groups.communicatorId))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

/**
 * The number of residents who learn in a group elsewhere is only for their home office; to others it would reveal that
 * somebody does.
 */
function isCounted({ taughtBy, livingIn }: GroupFilter['counted']) {
  const ownSite = sql`${enrolments.siteId} in (select ${sites.id} from ${sites} where ${inArray(sites.municipalityId, [...taughtBy])})`
  return or(
    inArray(enrolments.hostingMunicipalityId, [...taughtBy]),
    inArray(enrolments.homeMunicipalityId, [...livingIn]),
    ownSite,
  )
}

export async function findGroup(tx: Transaction, groupId: GroupId) {
  const [row] = await tx
    .select(overview)
    .from(groups)
    .innerJoin(municipalities, eq(municipalities.id, groups.hostingMunicipalityId))
    .innerJoin(staff, eq(staff.id, groups.communicatorId))
    .where(eq(groups.id, groupId))
  return row ?? null
}

/** The group's weekly patterns, times as 'HH:MM'. */
export async function selectPatterns(tx: Transaction, groupId: GroupId): Promise<WeeklyPattern[]> {
  const rows = await tx
    .select({
      weekday: groupPatterns.weekday,
      startsAt: groupPatterns.startsAt,
      endsAt: groupPatterns.endsAt,
      breakStartsAt: groupPatterns.breakStartsAt,
      breakEndsAt: groupPatterns.breakEndsAt,
    })
    .from(groupPatterns)
    .where(eq(groupPatterns.groupId, groupId))
    .orderBy(asc(groupPatterns.weekday), asc(groupPatterns.startsAt))
  return rows.map((row) => ({
    weekday: row.weekday,
    startsAt: minutesOnly(row.startsAt),
    endsAt: minutesOnly(row.endsAt),
    breakStartsAt: row.breakStartsAt === null ? null : minutesOnly(row.breakStartsAt),
    breakEndsAt: row.breakEndsAt === null ? null : minutesOnly(row.breakEndsAt),
  }))
}

function minutesOnly(time: string): string {
  return time.slice(0, 'HH:MM'.length)
}

export async function selectGroupSites(tx: Transaction, groupId: GroupId) {
  return tx
    .select({
      siteId: sites.id,
      name: sites.name,
      municipalityId: sites.municipalityId,
      municipalityName: municipalities.name,
    })
    .from(groupSites)
    .innerJoin(sites, eq(sites.id, groupSites.siteId))
    .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
    .where(eq(groupSites.groupId, groupId))
    .orderBy(inSwedish(municipalities.name), inSwedish(sites.name))
}

export async function isSiteInGroup(tx: Transaction, groupId: GroupId, siteId: SiteId): Promise<boolean> {
  const rows = await tx
    .select({ siteId: groupSites.siteId })
    .from(groupSites)
    .where(and(eq(groupSites.groupId, groupId), eq(groupSites.siteId, siteId)))
  return rows.length > 0
}

type GroupValues = typeof groups.$inferInsert

export async function insertGroup(tx: Transaction, values: GroupValues): Promise<GroupId> {
  const [row] = await tx.insert(groups).values(values).returning({ id: groups.id })
  if (!row) throw new Error('the group was not inserted')
  return row.id
}

export async function updateGroup(tx: Transaction, groupId: GroupId, values: Partial<GroupValues>): Promise<void> {
  await tx.update(groups).set(values).where(eq(groups.id, groupId))
}

export async function replacePatterns(
  tx: Transaction,
  groupId: GroupId,
  patterns: readonly WeeklyPattern[],
): Promise<void> {
  await tx.delete(groupPatterns).where(eq(groupPatterns.groupId, groupId))
  if (patterns.length > 0) await tx.insert(groupPatterns).values(patterns.map((pattern) => ({ ...pattern, groupId })))
}

/** @returns the sites that are no longer the group's. */
export async function replaceGroupSites(
  tx: Transaction,
  groupId: GroupId,
  siteIds: readonly SiteId[],
): Promise<SiteId[]> {
  const before = await tx
    .delete(groupSites)
    .where(eq(groupSites.groupId, groupId))
    .returning({ siteId: groupSites.siteId })
  if (siteIds.length > 0) await tx.insert(groupSites).values(siteIds.map((siteId) => ({ groupId, siteId })))
  return before.map((row) => row.siteId).filter((id) => !siteIds.includes(id))
}

/** Sites at which somebody is enrolled in the group on a date or later. */
export async function selectSitesInUse(tx: Transaction, groupId: GroupId, fromOn: string): Promise<SiteId[]> {
  const rows = await tx
    .selectDistinct({ siteId: enrolments.siteId })
    .from(enrolments)
    .where(and(eq(enrolments.groupId, groupId), inForceFrom(enrolments, fromOn)))
  return rows.flatMap(({ siteId }) => (siteId === null ? [] : [siteId]))
}

/** Gives the group's lessons that have not begun another communicator. @returns when these start. */
export async function updateComingLessons(
  tx: Transaction,
  groupId: GroupId,
  { communicatorId, now }: { communicatorId: StaffId; now: Date },
): Promise<Date[]> {
  const changed = await tx
    .update(lessons)
    .set({ communicatorId })
    .where(and(eq(lessons.groupId, groupId), isNull(lessons.liveAt), gt(lessons.startsAt, now)))
    .returning({ startsAt: lessons.startsAt })
  return changed.map((row) => row.startsAt)
}
