import type * as z from 'zod'

import { withActor } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import { findRecording, markDeleted } from '@/db/queries/recordings'
import { DomainError } from '@/domain/domain-error'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'

import { findRecordingInput } from './find-recording'
import { mayDelete } from './may-delete'
import { watchableRecordings } from './watchable-recordings'

export const deleteRecordingInput = findRecordingInput

/**
 * Deletes a recording: from now on nobody can watch it, and the jobs have its bytes removed.
 * @throws DomainError `access.not-found`, `access.not-allowed`.
 */
export async function deleteRecording(
  actor: Actor,
  { recordingId }: z.infer<typeof deleteRecordingInput>,
): Promise<{ lessonId: LessonId }> {
  return withActor(actor, async (tx) => {
    const recording = found(await findRecording(tx, recordingId, watchableRecordings(actor)))
    if (actor.kind !== 'staff' || !mayDelete(actor, recording)) throw new DomainError('access.not-allowed')
    await markDeleted(tx, recordingId, { at: new Date(), by: actor.staffId })
    // The job also runs every minute, in case the media server is down now.
    await enqueueJob(tx, { task: 'erase-recordings', payload: {}, key: 'erase-recordings' })
    const { lessonId, hostingMunicipalityId: municipalityId } = recording
    const entry = { action: 'recording.deleted', municipalityId, subjectId: recordingId } as const
    await writeAudit(tx, actor, { ...entry, details: { lessonId, isOutlived: false } })
    return { lessonId }
  })
}
