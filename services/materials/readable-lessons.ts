import { and, eq, exists, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import { lessons } from '@/db/schema/courses'
import { recordings } from '@/db/schema/recordings'
import type { Actor } from '@/domain/people/actor'
import { municipalitiesWhere } from '@/domain/people/permissions'
import { lessonsOf } from '@/services/live/lessons-of'

/** Condition on lessons: those that the actor teaches, learns in, or keeps a site of. */
export function ownLessons(actor: Actor): SQL {
  const taught = actor.kind === 'staff' ? lessonsOf(actor, { as: 'communicator' }) : undefined
  return or(taught, lessonsOf(actor, { as: 'slide-reader' })) ?? sql`false`
}

/**
 * Condition on lessons: those whose materials the actor may read, which are the actor's own, and those with a recording
 * that the actor may watch because the municipality hosts them: a recording shows the slides beside it.
 */
export function readableLessons(actor: Actor): SQL {
  const isRecorded = exists(
    sql`(select 1 from ${recordings} where ${and(eq(recordings.lessonId, lessons.id), isNull(recordings.deletedAt))})`,
  )
  const hosted = inArray(lessons.hostingMunicipalityId, municipalitiesWhere(actor, 'recording.watch'))
  return or(ownLessons(actor), and(hosted, isRecorded)) ?? sql`false`
}
