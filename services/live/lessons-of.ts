import { and, eq, exists, inArray, or, sql, type SQL } from 'drizzle-orm'

import { inForceOn, regionDay } from '@/db/queries/periods'
import { enrolments, groupSites, lessons } from '@/db/schema/courses'
import { sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { isAllowed, placesWhere, type Permission } from '@/domain/people/permissions'

export type Scope = { as: 'learner' } | { as: 'communicator' } | { as: 'site-host' } | { as: 'slide-reader' }

/** Condition on lessons: those that the actor has something to do with; undefined where she has none. */
export function lessonsOf(actor: Actor, scope: Scope): SQL | undefined {
  switch (actor.kind) {
    case 'person':
      return enrolledOnItsDay(eq(enrolments.personId, actor.personId))
    case 'endpoint':
      return takenAtSite(eq(groupSites.siteId, actor.siteId))
    case 'staff':
      if (scope.as === 'communicator') return taughtBy(actor)
      return takenAtSite(sitesKeptBy(actor, scope.as === 'slide-reader' ? 'material.read' : 'roll.take'))
    case 'guest':
      return actor.door === 'passed' ? eq(lessons.id, actor.lessonId) : undefined
    case 'system':
      return undefined
    default:
      return assertNever(actor)
  }
}

/** Whoever is no communicator any more teaches nothing, whatever a lesson still says. */
function taughtBy(actor: StaffActor): SQL | undefined {
  return isAllowed(actor, 'lesson.teach') ? eq(lessons.communicatorId, actor.staffId) : undefined
}

function enrolledOnItsDay(who: SQL): SQL {
  return exists(
    sql`(select 1 from ${enrolments} where ${and(
      who,
      eq(enrolments.groupId, lessons.groupId),
      inForceOn(enrolments, regionDay(lessons.startsAt)),
    )})`,
  )
}

function takenAtSite(which: SQL): SQL {
  return exists(sql`(select 1 from ${groupSites} where ${and(which, eq(groupSites.groupId, lessons.groupId))})`)
}

function sitesKeptBy(actor: Actor, permission: Permission): SQL {
  const { municipalityIds, siteIds } = placesWhere(actor, permission)
  const kept = or(
    inArray(groupSites.siteId, siteIds),
    sql`${groupSites.siteId} in (select ${sites.id} from ${sites} where ${inArray(sites.municipalityId, municipalityIds)})`,
  )
  return kept ?? sql`false`
}
