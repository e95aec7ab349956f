import { withActor } from '@/db/client'
import { findWaitingCode } from '@/db/queries/pairing'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'

import { approvePairingInput } from './approve-pairing'
import { pairingSignOf, type PairingSign } from './pairing-sign'

export const findPairingSignInput = approvePairingInput.pick({ code: true })

/**
 * The shapes on the screen that waits with this code, to compare before approval; null if no screen has the code.
 * @throws DomainError `access.not-allowed`.
 */
export async function findPairingSign(actor: Actor, { code }: { code: string }): Promise<PairingSign | null> {
  assertAllowed(actor, 'endpoint.pair')
  const row = await withActor(actor, (tx) => findWaitingCode(tx, { code }, new Date()))
  return row ? pairingSignOf(row.secretHash) : null
}
