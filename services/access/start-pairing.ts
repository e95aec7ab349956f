import { randomInt } from 'node:crypto'

import { lt } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { pairingCodes } from '@/db/schema/endpoints'

import { hashSecret, makeSecret } from './secret'

/** How long a code on a wall may wait for the site host. */
export const PAIRING_CODE_MINUTES = 15

export type PairingStart = { code: string; secret: string; expiresAtMs: number }

/** Makes the code that a new wall shows, and the secret that it keeps to itself. */
export async function startPairing(): Promise<PairingStart> {
  const secret = makeSecret()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = new Date(Date.now() + PAIRING_CODE_MINUTES * 60_000)
  await withActor({ kind: 'system', name: 'sign-in' }, async (tx) => {
    await tx.delete(pairingCodes).where(lt(pairingCodes.expiresAt, new Date()))
    await tx.insert(pairingCodes).values({ code, secretHash: hashSecret(secret), expiresAt })
  })
  return { code, secret, expiresAtMs: expiresAt.getTime() }
}
