import { and, asc, eq, exists, gt, gte, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { placesWhere } from '@/domain/people/permissions'

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

function sitesKeptBy(actor: Actor): SQL {
  const { municipalityIds, siteIds } = placesWhere(actor, 'roll.take')
  const kept = or(
    inArray(groupSites.siteId, siteIds),
    sql`${groupSites.siteId} in (select ${sites.id} from ${sites} where ${inArray(sites.municipalityId, municipalityIds)})`,
  )
  return kept ?? sql`false`
}
