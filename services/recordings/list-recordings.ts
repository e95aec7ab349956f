import { z } from 'zod'

import { withActor } from '@/db/client'
import { selectRecordings } from '@/db/queries/recordings'
import type { RecordingId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { lessonId } from '@/services/ids'

import { watchableRecordings } from './watchable-recordings'

export const listRecordingsInput = z.strictObject({ lessonId })

export type ListedRecording = { recordingId: RecordingId; startedAtMs: number; durationMs: number; retainUntil: string }

/** What was recorded of a lesson and the actor may watch, oldest first. */
export async function listRecordings(
  actor: Actor,
  input: z.infer<typeof listRecordingsInput>,
): Promise<ListedRecording[]> {
  const rows = await withActor(actor, (tx) => selectRecordings(tx, input.lessonId, watchableRecordings(actor)))
  return rows.map(({ recordingId, startedAt, durationMs, retainUntil }) => ({
    ...{ recordingId, durationMs, retainUntil },
    startedAtMs: startedAt.getTime(),
  }))
}
