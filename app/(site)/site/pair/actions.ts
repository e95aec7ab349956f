'use server'

import { getStaffActor } from '@/app/_server/require-actor'
import { takeAttempt } from '@/app/_server/rate-limit'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { approvePairing, approvePairingInput } from '@/services/access/approve-pairing'
import { findPairingSign, findPairingSignInput } from '@/services/access/find-pairing-sign'
import type { PairingSign } from '@/services/access/pairing-sign'

/** Pairs the screen that has this code with a site. */
export async function pairAction(
  _: unknown,
  form: FormData,
): Promise<ActionResult<object> & { typed: Record<string, string> }> {
  const typed = { code: text(form, 'code'), siteId: text(form, 'siteId'), name: text(form, 'name') }
  const result = await runAction('pair-endpoint', async () => {
    const actor = await getStaffActor()
    if (actor.kind === 'staff') await takeAttempt('approve-pairing', actor.staffId)
    await approvePairing(actor, parseInput(approvePairingInput, typed))
    return {}
  })
  return { ...result, typed }
}

/** The shapes on the screen with this code, for the host who is about to approve it; null if there is none. */
export async function lookAtCodeAction(code: string): Promise<PairingSign | null> {
  const result = await runAction('look-at-code', async () => {
    const actor = await getStaffActor()
    await takeAttempt('look-at-code', actor.staffId)
    return findPairingSign(actor, parseInput(findPairingSignInput, { code }))
  })
  return result.ok ? result.data : null
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
