import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectRecordings } from '@/db/queries/recordings'
import type { RecordingId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { lessonId } from '@/services/ids'

import { watchableRecordings } from './watchable-recordings'

export const listRecordingsInput = z.strictObject({ lessonId: lessonId.nullable() })

export type ListedRecording = {
  recordingId: RecordingId
  groupName: string
  themePart: number | null
  startedAtMs: number
  durationMs: number
  /** The retention date: the last day on which it may be watched. */
  retainUntil: string
}

/** Recordings that the actor may watch, of one lesson or of all, newest first. */
export async function listRecordings(
  actor: Actor,
  input: z.infer<typeof listRecordingsInput>,
): Promise<ListedRecording[]> {
  const rows = await withActor(actor, (tx) => selectRecordings(tx, input.lessonId, watchableRecordings(actor)))
  return rows.map(({ recordingId, groupName, themePart, startedAt, durationMs, retainUntil }) => ({
    ...{ recordingId, groupName, themePart, durationMs, retainUntil },
    startedAtMs: startedAt.getTime(),
  }))
}
