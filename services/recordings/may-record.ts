import { withActor } from '@/db/client'
import { selectRecordingRefusal, type RecordingRefusal } from '@/db/queries/recordings'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'

export type { RecordingRefusal }

/**
 * Why the lesson may not be recorded: the hosting municipality does not allow it, or somebody with protected identity
 * belongs to it. Null when it may be.
 */
export async function mayRecord(actor: Actor, { lessonId }: { lessonId: LessonId }): Promise<RecordingRefusal | null> {
  return withActor(actor, (tx) => selectRecordingRefusal(tx, lessonId))
}
