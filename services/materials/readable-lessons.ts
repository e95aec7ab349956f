import { or, sql, type SQL } from 'drizzle-orm'

import type { Actor } from '@/domain/people/actor'
import { lessonsOf } from '@/services/live/lessons-of'

/** Condition on lessons: those whose materials the actor may read, which are those that she teaches, learns in or keeps a site of. */
export function readableLessons(actor: Actor): SQL {
  const taught = actor.kind === 'staff' ? lessonsOf(actor, { as: 'communicator' }) : undefined
  return or(taught, lessonsOf(actor, { as: 'site-host' })) ?? sql`false`
}
