import { and, eq, exists, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'

import { enrolments, groupSites, lessons } from '@/db/schema/courses'
import { sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { placesWhere } from '@/domain/people/permissions'

export type Scope = { as: 'learner' } | { as: 'communicator' } | { as: 'site-host' }

/** Condition on lessons: those that the actor has something to do with; undefined where she has none. */
export function lessonsOf(actor: Actor, scope: Scope): SQL | undefined {
  switch (actor.kind) {
    case 'person':
      return enrolledOnItsDay(eq(enrolments.personId, actor.personId))
    case 'endpoint':
      return takenAtSite(eq(groupSites.siteId, actor.siteId))
    case 'staff':
      if (scope.as === 'communicator') return eq(lessons.communicatorId, actor.staffId)
      return takenAtSite(sitesKeptBy(actor))
    case 'guest':
      return actor.door === 'passed' ? eq(lessons.id, actor.lessonId) : undefined
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
