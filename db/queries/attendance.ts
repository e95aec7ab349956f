import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { attendanceEntries, attendanceEvidence, presenceFacts, rollMarks } from '@/db/schema/attendance'
import { lessons } from '@/db/schema/courses'
import { persons, staff } from '@/db/schema/people'
import type { LessonFact } from '@/domain/attendance/build-stretches'
import { LESSON_FACT_KINDS } from '@/domain/attendance/vocabulary'
import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'
import type { LessonId, MunicipalityId, PersonId, SiteId } from '@/domain/ids'
import { shortestBreaks } from '@/domain/rules/attendance-rules'

import { inForceOn, regionDay } from './periods'

type NewFact = typeof presenceFacts.$inferInsert

/** Inserts facts; known ones are ignored. @returns the lessons that got new facts. */
export async function insertFacts(
  tx: Transaction,
  facts: readonly NewFact[],
): Promise<{ id: string; lessonId: LessonId }[]> {
  if (facts.length === 0) return []
  return tx
    .insert(presenceFacts)
    .values([...facts])
    .onConflictDoNothing()
    .returning({ id: presenceFacts.id, lessonId: presenceFacts.lessonId })
}

/** Makes the partitions that facts need; `open_fact_months` of `db/policies.sql`. @returns how many are new. */
export async function openFactMonths(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ opened: number }>(sql`select open_fact_months() as opened`)
  return row?.opened ?? 0
}

/** Facts of persons in a lesson. */
export async function selectPersonFacts(tx: Transaction, lessonId: LessonId) {
  return tx
    .select({
      id: presenceFacts.id,
      personId: presenceFacts.personId,
      peerId: presenceFacts.peerId,
      kind: presenceFacts.kind,
      at: presenceFacts.at,
    })
    .from(presenceFacts)
    .where(and(eq(presenceFacts.lessonId, lessonId), sql`${presenceFacts.personId} is not null`))
}

/** Facts of the lesson itself. */
export async function selectLessonFacts(tx: Transaction, lessonId: LessonId): Promise<LessonFact[]> {
  const rows = await tx
    .select({ id: presenceFacts.id, kind: presenceFacts.kind, at: presenceFacts.at })
    .from(presenceFacts)
    .where(and(eq(presenceFacts.lessonId, lessonId), inArray(presenceFacts.kind, [...LESSON_FACT_KINDS])))
  return rows.flatMap(({ id, kind, at }) => {
    const lessonKind = LESSON_FACT_KINDS.find((each) => each === kind)
    return lessonKind ? [{ id, kind: lessonKind, atMs: at.getTime() }] : []
  })
}

/** Time and kind of the named facts of a lesson, in order of time. */
export async function selectFactsById(tx: Transaction, lessonId: LessonId, factIds: readonly string[]) {
  if (factIds.length === 0) return []
  return tx
    .select({ factId: presenceFacts.id, kind: presenceFacts.kind, at: presenceFacts.at, peerId: presenceFacts.peerId })
    .from(presenceFacts)
    .where(and(eq(presenceFacts.lessonId, lessonId), inArray(presenceFacts.id, [...factIds])))
    .orderBy(asc(presenceFacts.at), asc(presenceFacts.id))
}

/** All marks of a lesson's roll, oldest first, with their authors. */
export async function selectMarks(tx: Transaction, lessonId: LessonId) {
  return tx
    .select({
      rollMarkId: rollMarks.id,
      personId: rollMarks.personId,
      siteId: rollMarks.siteId,
      round: rollMarks.round,
      mark: rollMarks.mark,
      arrivedAt: rollMarks.arrivedAt,
      markedBy: rollMarks.markedBy,
      markedByName: staff.name,
      markedAt: rollMarks.markedAt,
    })
    .from(rollMarks)
    .leftJoin(staff, eq(staff.id, rollMarks.markedBy))
    .where(eq(rollMarks.lessonId, lessonId))
    .orderBy(asc(rollMarks.id))
}

type Roll = { lessonId: LessonId; siteId: SiteId }

/** A mark of the roll as the page of a host needs it. */
export type MarkRow = {
  markKey: string
  personId: PersonId
  siteId: SiteId
  round: RollRound
  mark: RollMark
  arrivedAt: Date | null
}

/**
 * All marks of a lesson, oldest first, for those who take the roll of one of its sites: also marks that another
 * municipality's host gave. Nothing for anyone else.
 */
export async function selectMarksForRoll(tx: Transaction, { lessonId, siteId }: Roll): Promise<MarkRow[]> {
  const rows = await tx.execute<{
    mark_key: string
    person_id: PersonId
    site_id: SiteId
    round: RollRound
    mark: RollMark
    arrived_ms: number | null
  }>(sql`
    select mark_key, person_id, site_id, round, mark,
      (extract(epoch from arrived_at) * 1000)::float8 as arrived_ms
    from marks_for_roll(${lessonId}, ${siteId}) order by id`)
  return rows.map((row) => ({
    markKey: row.mark_key,
    personId: row.person_id,
    siteId: row.site_id,
    round: row.round,
    mark: row.mark,
    arrivedAt: row.arrived_ms === null ? null : new Date(row.arrived_ms),
  }))
}

/**
 * People of the lesson's group who do not belong to this site, with the site where they do: null for those at home.
 * Nobody who is protected, and nothing for those who do not take the roll here.
 */
export async function selectEnrolledElsewhere(tx: Transaction, { lessonId, siteId }: Roll) {
  const rows = await tx.execute<{ person_id: PersonId; display_name: string; site_name: string | null }>(
    sql`select person_id, display_name, site_name from enrolled_elsewhere(${lessonId}, ${siteId}) order by 2, 1`,
  )
  return rows.map((row) => ({ personId: row.person_id, displayName: row.display_name, siteName: row.site_name }))
}

/**
 * How many rounds of the roll are missing for those of these lessons that one of these municipalities hosts: one for
 * each classroom with enrolled persons, two where a break is planned or counts, as in `rollRounds`.
 */
export async function countMissingRolls(
  tx: Transaction,
  lessonIds: readonly LessonId[],
  hostIds: readonly MunicipalityId[],
): Promise<Map<LessonId, number>> {
  if (lessonIds.length === 0 || hostIds.length === 0) return new Map()
  const shortest = sql.join(
    shortestBreaks().map(({ inForceFrom, seconds }) => sql`(${inForceFrom}::date, ${seconds}::int)`),
    sql`, `,
  )
  const rows = await tx.execute<{ lesson_id: LessonId; missing: number }>(sql`
    select l.id lesson_id, count(*)::int missing
    from ${lessons} l
    join group_sites s on s.group_id = l.group_id
    cross join lateral (select ${regionDay(sql`l.starts_at`)} as day) d
    cross join lateral (
      select coalesce((select rule.seconds from (values ${shortest}) rule (since, seconds)
        where rule.since <= d.day order by rule.since desc limit 1), 0) as seconds
    ) shortest
    cross join lateral (
      select 'start' as round
      union all
      select 'after_break' where l.break_starts_at is not null or exists (
        select from ${presenceFacts} f where f.lesson_id = l.id and f.kind = 'break-started'
            and f.at >= coalesce(l.live_at, '-infinity') and not exists (
          select from ${presenceFacts} e where e.lesson_id = l.id and e.kind = 'break-ended' and e.at >= f.at
            and e.at < f.at + make_interval(secs => shortest.seconds)))
    ) r
    where l.id in ${[...lessonIds]} and l.hosting_municipality_id in ${[...hostIds]}
      and exists (select from enrolments e where e.group_id = l.group_id and e.site_id = s.site_id
        and ${inForceOn({ fromOn: sql`e.from_on`, untilOn: sql`e.until_on` }, sql`d.day`)})
      and not exists (select from ${rollMarks} m where m.lesson_id = l.id and m.site_id = s.site_id
        and m.round = r.round)
    group by l.id`)
  return new Map(rows.map((row) => [row.lesson_id, row.missing]))
}

export async function insertMarks(tx: Transaction, marks: readonly (typeof rollMarks.$inferInsert)[]): Promise<void> {
  if (marks.length > 0) await tx.insert(rollMarks).values([...marks])
}

const entryColumns = {
  entryId: attendanceEntries.id,
  personId: attendanceEntries.personId,
  homeMunicipalityId: attendanceEntries.homeMunicipalityId,
  origin: attendanceEntries.origin,
  plannedMinutes: attendanceEntries.plannedMinutes,
  presentMinutes: attendanceEntries.presentMinutes,
  excusedMinutes: attendanceEntries.excusedMinutes,
  technicalFailureMinutes: attendanceEntries.technicalFailureMinutes,
  absentMinutes: attendanceEntries.absentMinutes,
  ruleSetId: attendanceEntries.ruleSetId,
  evidence: attendanceEvidence.evidence,
  actorId: attendanceEntries.actorId,
  actorName: staff.name,
  reason: attendanceEntries.reason,
  createdAt: attendanceEntries.createdAt,
}

/** Every entry of a lesson with its evidence, oldest first. */
export async function selectEntries(tx: Transaction, lessonId: LessonId) {
  return tx
    .select({
      ...entryColumns,
      isCurrent: sql<boolean>`is_current_entry(${attendanceEntries.id}, ${attendanceEntries.lessonId}, ${attendanceEntries.personId})`,
    })
    .from(attendanceEntries)
    .innerJoin(attendanceEvidence, eq(attendanceEvidence.entryId, attendanceEntries.id))
    .leftJoin(staff, eq(staff.id, attendanceEntries.actorId))
    .where(eq(attendanceEntries.lessonId, lessonId))
    .orderBy(asc(attendanceEntries.id))
}

export type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number]

type NewEntry = typeof attendanceEntries.$inferInsert & { evidence: unknown }

/** Inserts entries, each with its evidence, in this order. */
export async function insertEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const ids = await tx.execute<{ id: string }>(
    sql`select nextval('attendance_entries_id_seq') as id from generate_series(1, ${entries.length})`,
  )
  const numbered = entries.map((entry, index) => ({ ...entry, id: Number(ids[index]?.id) }))
  await tx.insert(attendanceEntries).values(numbered.map(({ evidence: _evidence, ...entry }) => entry))
  await tx.insert(attendanceEvidence).values(numbered.map(({ id, evidence }) => ({ entryId: id, evidence })))
}

/** Lessons from a date on in which the person has attendance. */
export async function selectAssessedLessonIds(
  tx: Transaction,
  personId: PersonId,
  fromOn: string,
): Promise<LessonId[]> {
  const rows = await tx
    .selectDistinct({ lessonId: attendanceEntries.lessonId })
    .from(attendanceEntries)
    .where(and(eq(attendanceEntries.personId, personId), gte(attendanceEntries.lessonOn, fromOn)))
  return rows.map((row) => row.lessonId)
}

type ClaimPeriod = { municipalityId: MunicipalityId; fromOn: string; untilOn: string }

/** Current attendance in a period of persons whose home municipality it was on the lesson's date. */
export async function selectClaimEntries(tx: Transaction, { municipalityId, fromOn, untilOn }: ClaimPeriod) {
  return (
    tx
      .select({
        personId: attendanceEntries.personId,
        displayName: persons.displayName,
        lessonId: attendanceEntries.lessonId,
        lessonOn: attendanceEntries.lessonOn,
        startsAt: lessons.startsAt,
        themePart: attendanceEntries.themePart,
        presentMinutes: attendanceEntries.presentMinutes,
        excusedMinutes: attendanceEntries.excusedMinutes,
        technicalFailureMinutes: attendanceEntries.technicalFailureMinutes,
        origin: attendanceEntries.origin,
      })
      .from(attendanceEntries)
      .innerJoin(lessons, eq(lessons.id, attendanceEntries.lessonId))
      // Somebody who has moved away since is no longer named, even if they are still taught here.
      .leftJoin(
        persons,
        and(eq(persons.id, attendanceEntries.personId), eq(persons.homeMunicipalityId, municipalityId)),
      )
      .where(
        and(
          eq(attendanceEntries.homeMunicipalityId, municipalityId),
          gte(attendanceEntries.lessonOn, fromOn),
          lte(attendanceEntries.lessonOn, untilOn),
          sql`is_current_entry(${attendanceEntries.id}, ${attendanceEntries.lessonId}, ${attendanceEntries.personId})`,
        ),
      )
      .orderBy(asc(attendanceEntries.personId), desc(attendanceEntries.id))
  )
}
