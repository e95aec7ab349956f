import { and, asc, eq, exists, gt, gte, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import type { LessonId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { municipalitiesWhere } from '@/domain/people/permissions'

export type MyLesson = {
  lessonId: LessonId
  groupName: string
  /** The language it is taught in. */
  language: string
  courseKind: 'civic_orientation' | 'sfi'
  themePart: number | null
  communicatorName: string
  hostingMunicipality: string
  startsAtMs: number
  endsAtMs: number
  liveAtMs: number | null
  endedAtMs: number | null
}

type Scope = { as: 'learner' } | { as: 'communicator' } | { as: 'site-host' }

const AHEAD_MS = 8 * 24 * 3_600_000
const BEHIND_MS = 20 * 3_600_000
const MOST = 30

/**
 * The actor's own lessons from yesterday to a week ahead, by time: those she learns in, teaches, or keeps the roll of.
 * A participant and an endpoint always ask as learners.
 */
export async function listMyLessons(actor: Actor, scope: Scope, nowMs: number): Promise<MyLesson[]> {
  const mine = lessonsOf(actor, scope)
  if (!mine) return []
  const rows = await withActor(actor, (tx) =>
    tx
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
          mine,
          isNull(lessons.cancelledAt),
          gt(lessons.endsAt, new Date(nowMs - BEHIND_MS)),
          lt(lessons.startsAt, new Date(nowMs + AHEAD_MS)),
        ),
      )
      .orderBy(asc(lessons.startsAt))
      .limit(MOST),
  )
  return rows.map(({ startsAt, endsAt, liveAt, endedAt, ...row }) => ({
    ...row,
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    liveAtMs: liveAt?.getTime() ?? null,
    endedAtMs: endedAt?.getTime() ?? null,
  }))
}

/** Condition on lessons: those that the actor has something to do with; undefined where she has none. */
function lessonsOf(actor: Actor, scope: Scope): SQL | undefined {
  switch (actor.kind) {
    case 'person':
      return enrolledOnItsDay(eq(enrolments.personId, actor.personId))
    case 'endpoint':
      return takenAtSite(eq(groupSites.siteId, actor.siteId))
    case 'staff':
      if (scope.as === 'communicator') return eq(lessons.communicatorId, actor.staffId)
      return takenAtSite(sitesKeptBy(actor))
    case 'system':
      return undefined
    default:
      return assertNever(actor)
  }
}

function enrolledOnItsDay(who: SQL): SQL {
  const lessonDay = sql`(${lessons.startsAt} at time zone 'Europe/Stockholm')::date`
  return exists(
    sql`(select 1 from ${enrolments} where ${and(
      who,
      eq(enrolments.groupId, lessons.groupId),
      lte(enrolments.fromOn, lessonDay),
      or(isNull(enrolments.untilOn), gte(enrolments.untilOn, lessonDay)),
    )})`,
  )
}

function takenAtSite(which: SQL): SQL {
  return exists(sql`(select 1 from ${groupSites} where ${and(which, eq(groupSites.groupId, lessons.groupId))})`)
}

/** A host with a site of her own keeps that one; without, every site of the municipality. */
function sitesKeptBy(actor: Extract<Actor, { kind: 'staff' }>): SQL {
  const own = actor.roles.filter((held) => held.role === 'site_host' && held.siteId).map((held) => held.siteId)
  const wide = new Set(municipalitiesWhere(actor, 'roll.take'))
  for (const held of actor.roles) {
    const hasWider = actor.roles.some((other) => other.municipalityId === held.municipalityId && isWide(other))
    if (held.role === 'site_host' && held.siteId && !hasWider) wide.delete(held.municipalityId)
  }
  const siteList = sql.join([...own, NO_ID].map((id) => sql`${id}::uuid`), sql`, `)
  const municipalityList = sql.join([...wide, NO_ID].map((id) => sql`${id}::uuid`), sql`, `)
  return sql`${groupSites.siteId} in (select id from sites where id in (${siteList}) or municipality_id in (${municipalityList}))`
}

function isWide(held: { role: string; siteId: SiteId | null }): boolean {
  return held.role === 'administrator' || held.role === 'coordinator' || (held.role === 'site_host' && held.siteId === null)
}

const NO_ID = '00000000-0000-0000-0000-000000000000'
