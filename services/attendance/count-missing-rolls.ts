import { withActor } from '@/db/client'
import { countMissingRolls as countIn } from '@/db/queries/attendance'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'

/**
 * How many rounds of the roll are missing in each of these lessons; only for lessons that the actor's municipalities
 * host and that miss one.
 * @throws DomainError `access.not-allowed`.
 */
export async function countMissingRolls(
  actor: Actor,
  lessonIds: readonly LessonId[],
): Promise<ReadonlyMap<LessonId, number>> {
  assertAllowed(actor, 'attendance.list')
  return withActor(actor, (tx) => countIn(tx, lessonIds, municipalitiesWithPermission(actor, 'attendance.list')))
}
