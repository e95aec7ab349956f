import type { Watchable } from '@/db/queries/recordings'
import type { Actor } from '@/domain/people/actor'
import { municipalitiesWithPermission } from '@/domain/people/permissions'
import { ownLessonScopes } from '@/domain/courses/lesson-scope'

/**
 * Recordings that the actor may watch: of lessons that they teach, learn in or host a site of, and of those that their
 * municipality hosts.
 */
export function watchableRecordings(actor: Actor): Watchable {
  return { scopes: ownLessonScopes(actor), hostedBy: municipalitiesWithPermission(actor, 'recording.watch') }
}
