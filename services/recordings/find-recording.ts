import * as z from 'zod'

import { withActor } from '@/db/client'
import { findRecording as select, type RecordingOverview } from '@/db/queries/recordings'
import type { Actor } from '@/domain/people/actor'
import { recordingId } from '@/services/ids'

import { mayDelete } from './may-delete'
import { watchableRecordings } from './watchable-recordings'

export const findRecordingInput = z.strictObject({ recordingId })

export type FoundRecording = RecordingOverview & { canDelete: boolean }

/** A recording with its timeline; null when there is none that the actor may watch. */
export async function findRecording(
  actor: Actor,
  input: z.infer<typeof findRecordingInput>,
): Promise<FoundRecording | null> {
  const found = await withActor(actor, (tx) => select(tx, input.recordingId, watchableRecordings(actor)))
  return found && { ...found, canDelete: mayDelete(actor, found) }
}
