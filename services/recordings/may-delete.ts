import type { RecordingOverview } from '@/db/queries/recordings'
import type { Actor } from '@/domain/people/actor'
import { isAllowed } from '@/domain/people/permissions'

/**
 * Whether the actor may delete a recording: the communicator of its lesson, and the responsible staff of the hosting
 * municipality.
 */
export function mayDelete(
  actor: Actor,
  recording: Pick<RecordingOverview, 'communicatorId' | 'hostingMunicipalityId'>,
): boolean {
  if (actor.kind !== 'staff') return false
  const isHers = recording.communicatorId === actor.staffId && isAllowed(actor, 'lesson.teach')
  return isHers || isAllowed(actor, 'recording.delete', recording.hostingMunicipalityId)
}
