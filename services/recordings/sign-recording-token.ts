import { randomUUID } from 'node:crypto'

import { signToken, type SigningKey } from '@/adapters/signed-token'
import {
  RECORDING_AUDIENCE,
  RECORDING_TOKEN_LIFETIME_SECONDS,
  recordingTokenPayload,
  type RecordingTokenPayload,
} from '@/protocol/recording'
import { TICKET_ALGORITHM, TICKET_ISSUER } from '@/protocol/ticket'

/** The app's authorisation for the media server about one recording; valid for five minutes. */
export async function signRecordingToken(
  payload: Omit<RecordingTokenPayload, 'jti'>,
  key: SigningKey,
): Promise<string> {
  return signToken(recordingTokenPayload.parse({ ...payload, jti: randomUUID() }), {
    ...{ key, algorithm: TICKET_ALGORITHM, issuer: TICKET_ISSUER, audience: RECORDING_AUDIENCE },
    lifetimeSeconds: RECORDING_TOKEN_LIFETIME_SECONDS,
  })
}
