import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { attendanceEntries, presenceFacts } from '@/db/schema/attendance'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { LessonScope } from '@/domain/courses/lesson-scope'
import type { LessonState } from '@/domain/courses/vocabulary'
import type { GroupId, LessonId, MunicipalityId, SiteId, StaffId } from '@/domain/ids'

import { DAY_MS } from '@/domain/durations'

import { isInScope } from './lesson-scopes'
import { foldedName, isNamed } from './named'
import { findPage, pageOf, type Paging, type SortKey } from './paging'
import { inForceOn, regionDay } from './periods'

export const LESSON_SORTS = ['startsAt', 'group', 'themePart', 'communicator'] as const

export type LessonFilter = {
  groupId: GroupId | null
  hostingMunicipalityId: MunicipalityId | null
  communicatorId: StaffId | null
  siteId: SiteId | null
  state: LessonState | null
  fromAt: Date | null
  untilAt: Date | null
}

const state: SQL<LessonState> = sql`case
  when ${lessons.cancelledAt} is not null then 'cancelled'
  when ${lessons.endedAt} is not null then 'ended'
  when ${lessons.liveAt} is not null then 'live'
  when ${lessons.endsAt} <= now() then 'not-held'
  else 'planned' end`

const overview = {
  lessonId: lessons.id,
  groupId: lessons.groupId,
  groupName: groups.name,
  courseKind: groups.courseKind,
  sfiCourse: groups.sfiCourse,
  language: groups.language,
  hostingMunicipalityId: lessons.hostingMunicipalityId,
  hostingMunicipalityName: municipalities.name,
  communicatorId: lessons.communicatorId,
  communicatorName: staff.name,
  themePart: lessons.themePart,
  startsAt: lessons.startsAt,
  endsAt: lessons.endsAt,
  breakStartsAt: lessons.breakStartsAt,
  breakEndsAt: lessons.breakEndsAt,
  liveAt: lessons.liveAt,
  endedAt: lessons.endedAt,
  cancelledAt: lessons.cancelledAt,
  state,
}

function whereOf(filter: LessonFilter, search: string): SQL | undefined {
  return and(
    filter.groupId === null ? undefined : eq(lessons.groupId, filter.groupId),
    filter.hostingMunicipalityId === null ? undefined : eq(lessons.hostingMunicipalityId, filter.hostingMunicipalityId),
    filter.communicatorId === null ? undefined : eq(lessons.communicatorId, filter.communicatorId),
    filter.siteId === null
      ? undefined
      : sql`${lessons.groupId} in (select group_id from group_sites where site_id = ${filter.siteId})`,
    filter.state === null ? undefined : eq(state, filter.state),
    filter.fromAt === null ? undefined : gte(lessons.startsAt, filter.fromAt),
    filter.untilAt === null ? undefined : lt(lessons.startsAt, filter.untilAt),
    // Once a group, not once a lesson.
    search
      ? sql`${lessons.groupId} in (select ${groups.id} from ${groups} where ${isNamed({ name: groups.name, folded: foldedName(groups.name) }, search)})`
      : undefined,
  )
}

export async function selectLessons(
  tx: Transaction,
  filter: LessonFilter,
  paging: Paging<(typeof LESSON_SORTS)[number]>,
) {
  const where = whereOf(filter, paging.search)
  const sorts: Record<(typeof LESSON_SORTS)[number], SortKey> = {
    startsAt: { by: lessons.startsAt, as: 'timestamptz' },
    group: { by: inSwedish(groups.name), as: 'text' },
    themePart: { by: lessons.themePart, as: 'numeric', isNullable: true },
    communicator: { by: inSwedish(staff.name), as: 'text' },
  }
  const page = pageOf(paging, { sorts, id: lessons.id })
  const select = (beyond?: SQL) =>
    tx
      .select({ ...overview, ...page.position })
      .from(lessons)
      .innerJoin(groups, eq(groups.id, lessons.groupId))
      .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
      .innerJoin(staff, eq(staff.id, lessons.communicatorId))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

export async function findLesson(tx: Transaction, lessonId: LessonId) {
  const [row] = await tx
    .select(overview)
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .innerJoin(staff, eq(staff.id, lessons.communicatorId))
    .where(eq(lessons.id, lessonId))
  return row ?? null
}

export type LessonOverview = NonNullable<Awaited<ReturnType<typeof findLesson>>>

/** These lessons, in order of their start. */
export async function selectLessonsById(tx: Transaction, lessonIds: readonly LessonId[]) {
  return tx
    .select(overview)
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .innerJoin(staff, eq(staff.id, lessons.communicatorId))
    .where(inArray(lessons.id, [...lessonIds]))
    .orderBy(asc(lessons.startsAt), asc(lessons.id))
}

/** Serialises decisions about one lesson until the transaction ends. */
export async function lockLesson(tx: Transaction, lessonId: LessonId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lessonId}, 0))`)
}

type LessonValues = typeof lessons.$inferInsert

/** Inserts lessons; existing ones of the group at the same time are not changed. @returns how many are new. */
export async function insertLessons(tx: Transaction, values: readonly LessonValues[]): Promise<LessonId[]> {
  if (values.length === 0) return []
  const rows = await tx
    .insert(lessons)
    .values([...values])
    .onConflictDoNothing()
    .returning({ id: lessons.id })
  return rows.map((row) => row.id)
}

export async function insertLesson(tx: Transaction, values: LessonValues): Promise<LessonId> {
  const [row] = await tx.insert(lessons).values(values).returning({ id: lessons.id })
  if (!row) throw new Error('the lesson was not inserted')
  return row.id
}

export async function updateLesson(tx: Transaction, lessonId: LessonId, values: Partial<LessonValues>): Promise<void> {
  await tx.update(lessons).set(values).where(eq(lessons.id, lessonId))
}

export async function selectKnownLessonIds(tx: Transaction, lessonIds: readonly LessonId[]): Promise<Set<LessonId>> {
  const rows = await tx
    .select({ id: lessons.id })
    .from(lessons)
    .where(inArray(lessons.id, [...lessonIds]))
  return new Set(rows.map((row) => row.id))
}

/**
 * Updates `live_at` and `ended_at` from the lessons' facts: live from the first start, ended at the last end unless it
 * went live after that. @returns the lessons that have ended. The order of facts does not matter.
 */
export async function updateLiveTimes(tx: Transaction, lessonIds: readonly LessonId[]): Promise<LessonId[]> {
  const told = tx
    .select({
      lessonId: presenceFacts.lessonId,
      firstLive: sql`min(${presenceFacts.at}) filter (where ${presenceFacts.kind} = 'lesson-live')`.as('first_live'),
      lastLive: sql`max(${presenceFacts.at}) filter (where ${presenceFacts.kind} = 'lesson-live')`.as('last_live'),
      lastEnded: sql`max(${presenceFacts.at}) filter (where ${presenceFacts.kind} = 'lesson-ended')`.as('last_ended'),
    })
    .from(presenceFacts)
    .where(inArray(presenceFacts.lessonId, [...lessonIds]))
    .groupBy(presenceFacts.lessonId)
    .as('told')
  const rows = await tx
    .update(lessons)
    .set({
      liveAt: sql`coalesce(${told.firstLive}, ${lessons.liveAt})`,
      endedAt: sql`case
        when ${told.lastEnded} >= coalesce(${told.lastLive}, '-infinity') then ${told.lastEnded}
        when ${lessons.endedAt} >= coalesce(${told.lastLive}, '-infinity') then ${lessons.endedAt} end`,
    })
    .from(told)
    .where(eq(lessons.id, told.lessonId))
    .returning({ id: lessons.id, endedAt: lessons.endedAt })
  return rows.filter((row) => row.endedAt !== null).map((row) => row.id)
}

/** Lessons still live after their planned end plus tolerance (`before`), oldest first. */
export async function selectLeftLive(tx: Transaction, before: Date) {
  return tx
    .select({ lessonId: lessons.id, liveAt: lessons.liveAt, endsAt: lessons.endsAt })
    .from(lessons)
    .where(
      and(isNotNull(lessons.liveAt), isNull(lessons.endedAt), isNull(lessons.cancelledAt), lt(lessons.endsAt, before)),
    )
    .orderBy(asc(lessons.endsAt))
}

/** Ended lessons with enrolled persons and no attendance, oldest first. */
export async function selectUnassessed(tx: Transaction, limit: number): Promise<LessonId[]> {
  const rows = await tx
    .select({ id: lessons.id })
    .from(lessons)
    .where(
      and(
        isNotNull(lessons.liveAt),
        isNotNull(lessons.endedAt),
        sql`not exists (select from ${attendanceEntries} where ${attendanceEntries.lessonId} = ${lessons.id})`,
        sql`exists (select from ${enrolments} where ${enrolments.groupId} = ${lessons.groupId}
          and ${inForceOn(enrolments, regionDay(lessons.startsAt))})`,
      ),
    )
    .orderBy(asc(lessons.endedAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

type Window = { endsAfter: Date; startsBefore: Date; limit: number }

/** Lessons in one scope of each list that were not cancelled, within a window of time, earliest first. */
export async function listLessonsInScope(tx: Transaction, scopes: readonly LessonScope[][], window: Window) {
  return tx
    .select({
      lessonId: lessons.id,
      groupName: groups.name,
      language: groups.language,
      courseKind: groups.courseKind,
      themePart: lessons.themePart,
      communicatorName: staff.name,
      hostingMunicipality: municipalities.name,
      startsAt: lessons.startsAt,
      endsAt: lessons.endsAt,
      liveAt: lessons.liveAt,
      endedAt: lessons.endedAt,
    })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(staff, eq(staff.id, lessons.communicatorId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .where(
      and(
        ...scopes.map(isInScope),
        isNull(lessons.cancelledAt),
        gt(lessons.endsAt, window.endsAfter),
        // Implied, and what an index finds: a lesson ends on the day of its start.
        gt(lessons.startsAt, new Date(window.endsAfter.getTime() - 2 * DAY_MS)),
        lt(lessons.startsAt, window.startsBefore),
      ),
    )
    .orderBy(asc(lessons.startsAt))
    .limit(window.limit)
}

/** The sites of a lesson that was not cancelled, in these municipalities, by municipality and name. */
export async function listLessonSites(tx: Transaction, lessonId: LessonId, municipalityIds: readonly MunicipalityId[]) {
  return tx
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
      and(eq(lessons.id, lessonId), isNull(lessons.cancelledAt), inArray(sites.municipalityId, [...municipalityIds])),
    )
    .orderBy(asc(municipalities.name), asc(sites.name))
}
