import { randomInt } from 'node:crypto'

import { withActor } from '@/db/client'
import { countPairingCodes, deleteExpiredCodes, insertPairingCode } from '@/db/queries/pairing'
import { DomainError } from '@/domain/domain-error'
import { SIGN_IN } from '@/services/system-actors'

import { hashSecret, makeSecret } from './secret'

/**
 * The most screens that may wait at once: a small share of all codes, so that a mistyped one rarely belongs to another
 * screen.
 */
const OPEN_CODES_MAX = 5_000

/** How long a screen's code stays valid. */
export const PAIRING_CODE_MINUTES = 15

export type PairingStart = { code: string; secret: string; expiresAtMs: number }

/**
 * Creates the code that a new screen shows, and the secret that it keeps.
 * @throws DomainError `access.too-many-attempts` while too many screens are waiting.
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
