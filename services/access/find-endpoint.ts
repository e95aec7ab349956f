import { withActor } from '@/db/client'
import { findPairedEndpoint, findWaitingCode } from '@/db/queries/pairing'
import type { EndpointActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { SIGN_IN } from '@/services/system-actors'

import { pairingSignOf, type PairingSign } from './pairing-sign'
import { hashSecret } from './secret'

export type KnownScreen =
  | { state: 'paired'; actor: EndpointActor; siteName: string; municipalityName: string }
  | { state: 'waiting'; code: string; sign: PairingSign; expiresAtMs: number }
  | { state: 'unknown' }

/** The state of a screen with this secret: paired with a site, waiting for approval with its code, or neither. */
export async function findEndpoint(secret: string): Promise<KnownScreen> {
  const secretHash = hashSecret(secret)
  return withActor(SIGN_IN, async (tx) => {
    const now = Date.now()
    const endpoint = await findPairedEndpoint(tx, secretHash, dateOf(now))
    if (endpoint) {
      const { siteName, municipalityName, ...ids } = endpoint
      return { state: 'paired', actor: { kind: 'endpoint', ...ids }, siteName, municipalityName }
    }
    const code = await findWaitingCode(tx, { secretHash }, new Date(now))
    if (!code) return { state: 'unknown' }
    const sign = pairingSignOf(secretHash)
    return { state: 'waiting', code: code.code, sign, expiresAtMs: code.expiresAt.getTime() }
  })
}
