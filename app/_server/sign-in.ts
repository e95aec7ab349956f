import 'server-only'
import { DomainError } from '@/domain/domain-error'
import { checkPassword, checkPasswordInput, type SignedIn } from '@/services/access/check-password'

import { getSender } from './edge/sender'
import { findKnownDevice, rememberDevice } from './known-device'
import { webMetrics } from './metrics/web-metrics'
import { giveBackAttempt, takeAttempt } from './rate-limit'

/**
 * Signs a member of staff in. Who tries passwords is stopped by sender and account after ten, by sender after more, and
 * all strangers together by account after many; none of these counts where the account has signed in before, so nobody
 * is locked out of a computer of their own by somebody else. Decision 0039.
 * @throws DomainError `sign-in.wrong-credentials`, `access.too-many-attempts`.
 */
export async function signIn(given: { email: unknown; password: unknown }): Promise<SignedIn> {
  const { signIns } = webMetrics()
  try {
    const signedIn = await tryPassword(given)
    signIns.inc({ outcome: 'ok' })
    return signedIn
  } catch (error) {
    signIns.inc({ outcome: error instanceof DomainError ? error.code : 'internal' })
    throw error
  }
}

async function tryPassword(given: { email: unknown; password: unknown }): Promise<SignedIn> {
  const parsed = checkPasswordInput.safeParse(given)
  if (!parsed.success) throw new DomainError('sign-in.wrong-credentials')
  const email = parsed.data.email.trim().toLowerCase()
  const device = await findKnownDevice(email)
  const sender = await getSender()
  if (device !== null) {
    await takeAttempt('sign-in', `device ${device}`)
  } else {
    await takeAttempt('sign-in', `sender ${sender} ${email}`)
    await takeAttempt('sign-in-sender', sender)
    await takeAttempt('sign-in-account', email)
  }
  const signedIn = await checkPassword(parsed.data)
  if (device === null) {
    // Many of an office may begin their day behind one address: who was right takes nothing from the others.
    await giveBackAttempt('sign-in', `sender ${sender} ${email}`)
    await giveBackAttempt('sign-in-sender', sender)
    await giveBackAttempt('sign-in-account', email)
  }
  await rememberDevice(email)
  return signedIn
}
