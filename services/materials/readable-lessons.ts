import { inArray, or, sql, type SQL } from 'drizzle-orm'

import { lessons } from '@/db/schema/courses'
import type { Actor } from '@/domain/people/actor'
import { municipalitiesWhere } from '@/domain/people/permissions'
import { lessonsOf } from '@/services/live/lessons-of'

/**
 * Condition on lessons: those whose materials the actor may read, which are those that she teaches, learns in or keeps a
 * site of, and those whose recordings she may watch because her municipality hosts them.
 */
export function readableLessons(actor: Actor): SQL {
  const taught = actor.kind === 'staff' ? lessonsOf(actor, { as: 'communicator' }) : undefined
  const hosted = inArray(lessons.hostingMunicipalityId, municipalitiesWhere(actor, 'recording.watch'))
  return or(taught, lessonsOf(actor, { as: 'site-host' }), hosted) ?? sql`false`
}
