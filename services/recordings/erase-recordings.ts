import { withActor } from '@/db/client'
import { markDeleted, markErased, selectOutlived, selectUnerased } from '@/db/queries/recordings'
import { DomainError } from '@/domain/domain-error'
import type { RecordingId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { RECORDINGS_PATH } from '@/protocol/recording'
import { writeAudit } from '@/services/audit/write-audit'

import type { RecordingPlace } from './open-recording'
import { signRecordingToken } from './sign-recording-token'

const AT_ONCE = 20
const ANSWER_WITHIN_MS = 20_000

/**
 * Deletes expired recordings, and asks the media server to remove every byte of deleted ones. Unanswered requests are
 * repeated at the next run.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function eraseRecordings(
  actor: Actor,
  place: RecordingPlace,
  nowMs: number,
): Promise<{ outlived: number; erased: number; waiting: number }> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  const { outlived, unerased } = await withActor(actor, async (tx) => {
    const found = await selectOutlived(tx, dateOf(nowMs))
    for (const { recordingId, hostingMunicipalityId: municipalityId } of found) {
      await markDeleted(tx, recordingId, { at: new Date(nowMs), by: null })
      const entry = { action: 'recording.deleted', municipalityId, subjectId: recordingId } as const
      await writeAudit(tx, actor, { ...entry, details: { isOutlived: true } })
    }
    return { outlived: found.length, unerased: await selectUnerased(tx, AT_ONCE) }
  })
  let erased = 0
  for (const { recordingId, hostingMunicipalityId: municipalityId, mediaUrl } of unerased) {
    if (!(await askToErase(recordingId, { ...place, mediaUrl: mediaUrl ?? place.mediaUrl }))) continue
    await withActor(actor, async (tx) => {
      await markErased(tx, recordingId, new Date(nowMs))
      await writeAudit(tx, actor, { action: 'recording.erased', municipalityId, subjectId: recordingId })
    })
    erased += 1
  }
  return { outlived: outlived, erased, waiting: unerased.length - erased }
}

async function askToErase(recordingId: RecordingId, { key, mediaUrl }: RecordingPlace): Promise<boolean> {
  const token = await signRecordingToken({ recordingId, may: 'delete' }, key)
  try {
    const response = await fetch(new URL(RECORDINGS_PATH + recordingId, mediaUrl.replace(/^ws/, 'http')), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return response.ok
  } catch {
    // Unreachable now: the next run asks again.
    return false
  }
}
