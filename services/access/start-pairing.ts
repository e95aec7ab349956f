import { randomInt } from 'node:crypto'

import { withActor } from '@/db/client'
import { countPairingCodes, deleteExpiredCodes, insertPairingCode } from '@/db/queries/pairing'
import { DomainError } from '@/domain/domain-error'
import { SIGN_IN } from '@/services/system-actors'

import { hashSecret, makeSecret } from './secret'

/** So many screens may wait at once: a small part of all codes, so that one that is typed wrongly is hardly another's. */
const OPEN_CODES_MAX = 5_000

/** How long a code on a screen may wait for the site host. */
export const PAIRING_CODE_MINUTES = 15

export type PairingStart = { code: string; secret: string; expiresAtMs: number }

/**
 * Makes the code that a new screen shows, and the secret that it keeps to itself.
 * @throws DomainError `access.too-many-attempts` while too many screens wait.
 */
export async function startPairing(): Promise<PairingStart> {
  const secret = makeSecret()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = new Date(Date.now() + PAIRING_CODE_MINUTES * 60_000)
  await withActor(SIGN_IN, async (tx) => {
    await deleteExpiredCodes(tx, new Date())
    if ((await countPairingCodes(tx)) >= OPEN_CODES_MAX) throw new DomainError('access.too-many-attempts')
    await insertPairingCode(tx, { code, secretHash: hashSecret(secret), expiresAt })
  })
  return { code, secret, expiresAtMs: expiresAt.getTime() }
}
