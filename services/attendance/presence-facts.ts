import type { selectPersonFacts } from '@/db/queries/attendance'
import type { PresenceFact } from '@/domain/attendance/build-intervals'
import { PRESENCE_KINDS } from '@/domain/attendance/vocabulary'
import type { PersonId } from '@/domain/ids'

type FactRow = Awaited<ReturnType<typeof selectPersonFacts>>[number]

/** A stored fact as the rules read it; nothing for one of another kind. */
export function presenceFactOf({ id, personId, peerId, kind, at }: FactRow): (PresenceFact & { personId: PersonId })[] {
  const presenceKind = PRESENCE_KINDS.find((each) => each === kind)
  return presenceKind && personId ? [{ id, personId, peerId, kind: presenceKind, atMs: at.getTime() }] : []
}
