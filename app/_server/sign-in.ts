import 'server-only'
import { DomainError } from '@/domain/domain-error'
import { checkPassword, checkPasswordInput, type SignedIn } from '@/services/access/check-password'

import { getSender } from './edge/sender'
import { findKnownDevice } from './known-device'
import { webMetrics } from './metrics/web-metrics'
import { giveBackAttempt, takeAttempt } from './rate-limit'

/** Those whose password was right, with the address by which this browser remembers them. */
type Right = SignedIn & { email: string }

/**
 * Checks a password, the first step of a sign-in. Attempts are limited by sender and account together, by sender, and by account over all
 * unknown devices. None of these limits applies on a device where the account has signed in before, so nobody can lock
 * others out of their own computer. Decision 0039.
 * @throws DomainError `sign-in.wrong-credentials`, `access.too-many-attempts`.
 */
export async function signIn(given: { email: unknown; password: unknown }): Promise<Right> {
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

async function tryPassword(given: { email: unknown; password: unknown }): Promise<Right> {
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
    // A whole office may sign in from one address: a correct password does not use up the others' attempts.
    await giveBackAttempt('sign-in', `sender ${sender} ${email}`)
    await giveBackAttempt('sign-in-sender', sender)
    await giveBackAttempt('sign-in-account', email)
  }
  return { ...signedIn, email }
}
