import type * as z from 'zod'

import type { Actor } from '@/domain/people/actor'
import { RECORDINGS_PATH } from '@/protocol/recording'
import type { SigningKey } from '@/adapters/signed-token'

import { findRecording, type findRecordingInput, type FoundRecording } from './find-recording'
import { signRecordingToken } from './sign-recording-token'

/**
 * What the app adds to make an address of a recording; `mediaUrl` is the address of media nodes that do not name one.
 */
export type RecordingPlace = { key: SigningKey; mediaUrl: string }

export type OpenedRecording = FoundRecording & { address: string }

/** A recording with a temporary address of its file; null when there is none that the actor may watch. */
export async function openRecording(
  actor: Actor,
  input: z.infer<typeof findRecordingInput>,
  { key, mediaUrl }: RecordingPlace,
): Promise<OpenedRecording | null> {
  const found = await findRecording(actor, input)
  if (!found) return null
  const address = new URL(RECORDINGS_PATH + found.recordingId, (found.mediaUrl ?? mediaUrl).replace(/^ws/, 'http'))
  address.searchParams.set('token', await signRecordingToken({ recordingId: found.recordingId, may: 'watch' }, key))
  return { ...found, address: address.href }
}
