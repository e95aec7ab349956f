import { and, eq, gt, isNull } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { pairingCodes } from '@/db/schema/endpoints'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'

import { approvePairingInput } from './approve-pairing'
import { pairingSignOf, type PairingSign } from './pairing-sign'

export const findPairingSignInput = approvePairingInput.pick({ code: true })

/**
 * The shapes on the wall that waits with this code, to compare before it is approved; null for a code of no wall.
 * @throws DomainError `access.not-allowed`.
 */
export async function findPairingSign(actor: Actor, { code }: { code: string }): Promise<PairingSign | null> {
  assertAllowed(actor, 'endpoint.pair')
  const waiting = and(
    eq(pairingCodes.code, code),
    gt(pairingCodes.expiresAt, new Date()),
    isNull(pairingCodes.endpointId),
  )
  const [row] = await withActor(actor, (tx) =>
    tx.select({ secretHash: pairingCodes.secretHash }).from(pairingCodes).where(waiting),
  )
  return row ? pairingSignOf(row.secretHash) : null
}
