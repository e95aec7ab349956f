import { randomUUID } from 'node:crypto'

import { SignJWT } from 'jose'

import {
  RECORDING_AUDIENCE,
  RECORDING_TOKEN_LIFETIME_SECONDS,
  recordingTokenPayload,
  type RecordingTokenPayload,
} from '@/protocol/recording'
import { TICKET_ALGORITHM, TICKET_ISSUER } from '@/protocol/ticket'
import type { SigningKey } from '@/services/live/sign-ticket'

/** The app's word to the media server about one recording; good for five minutes. */
export async function signRecordingToken(
  payload: Omit<RecordingTokenPayload, 'jti'>,
  key: SigningKey,
): Promise<string> {
  return new SignJWT(recordingTokenPayload.parse({ ...payload, jti: randomUUID() }))
    .setProtectedHeader({ alg: TICKET_ALGORITHM })
    .setIssuer(TICKET_ISSUER)
    .setAudience(RECORDING_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${RECORDING_TOKEN_LIFETIME_SECONDS}s`)
    .sign(key)
}
