import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import * as z from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import { loadStaffActor } from '@/services/access/load-staff-actor'
import { beginSecondFactor, checkSecondFactor, getFactorState } from '@/services/access/second-factor'
import { staffId } from '@/services/ids'

import { cookieOptions, SECOND_STEP_COOKIE } from './cookies'
import { getSender } from './edge/sender'
import { webEnv } from './env'
import { findKnownDevice, rememberDevice } from './known-device'
import { giveBackAttempt, takeAttempt } from './rate-limit'
import { findStaff } from './require-actor'
import { writeSession, type Session } from './session'

/** How long a password that was right waits for its code, or for a second factor to be set up. */
const LIFETIME_SECONDS = 15 * 60
/** Gives the cookie a key of its own, so that it is no session. */
const SALT = 'second-step'

const waiting = z.object({ staffId, generation: z.int().min(0), email: z.string() })
type Waiting = Session & { email: string }

/** What a right password leads to: the session, the code of the second factor, or setting one up. */
export type NextStep = 'in' | 'code' | 'set-up'

/** Which step follows a right password. */
export async function nextStepOf(id: StaffId): Promise<NextStep> {
  const { isOn, isDemanded } = await getFactorState(id)
  if (isOn) return 'code'
  return isDemanded ? 'set-up' : 'in'
}

/** Begins the session after a right password, or keeps in this browser who waits for the second step. */
export async function enterOrWait(signedIn: Waiting): Promise<NextStep> {
  const step = await nextStepOf(signedIn.staffId)
  if (step === 'in') {
    await finishSignIn(signedIn)
    return step
  }
  if (step === 'set-up') await beginSecondFactor(signedIn.staffId)
  const { staffId: id, generation, email } = signedIn
  const token = { staffId: id, generation, email }
  const value = await encode({ token, secret: webEnv().NEXTAUTH_SECRET, salt: SALT, maxAge: LIFETIME_SECONDS })
  const options = { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: LIFETIME_SECONDS }
  ;(await cookies()).set(SECOND_STEP_COOKIE, value, options)
  return step
}

/** Who has given a right password in this browser and waits; null when their access was revoked since. */
export async function findWaiting(): Promise<Waiting | null> {
  const token = (await cookies()).get(SECOND_STEP_COOKIE)?.value
  const secret = webEnv().NEXTAUTH_SECRET
  // One that cannot be decrypted was not made by us, or has expired.
  const found = token === undefined ? null : await decode({ token, secret, salt: SALT }).catch(() => null)
  const parsed = waiting.safeParse(found)
  if (!parsed.success) return null
  return (await loadStaffActor(parsed.data)) ? parsed.data : null
}

/** Whose second factor a page is about: those who are signed in, or who wait for it. */
export async function findOwner(): Promise<{ staffId: StaffId; waiting: Waiting | null } | null> {
  const staff = await findStaff()
  if (staff) return { staffId: staff.actor.staffId, waiting: null }
  const own = await findWaiting()
  return own && { staffId: own.staffId, waiting: own }
}

/** For actions. @throws DomainError `access.not-signed-in`. */
export async function getOwner() {
  const owner = await findOwner()
  if (!owner) throw new DomainError('access.not-signed-in')
  return owner
}

/** Begins the session of somebody who has done all steps, and remembers the device. */
export async function finishSignIn({ email, ...session }: Waiting): Promise<void> {
  await rememberDevice(email)
  await writeSession(session)
  ;(await cookies()).set(SECOND_STEP_COOKIE, '', { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: 0 })
}

/**
 * Finishes the sign-in that waits in this browser, by its code.
 * @throws DomainError `access.not-signed-in`, `second-factor.wrong-code`, `access.too-many-attempts`.
 */
export async function finishByCode(code: string): Promise<void> {
  const own = await findWaiting()
  if (!own) throw new DomainError('access.not-signed-in')
  await guessing(own, () => checkSecondFactor(own.staffId, code, Date.now()))
  await finishSignIn(own)
}

/**
 * Counts wrong codes as wrong passwords are counted (decision 0039): on a device where the account has signed in before,
 * that device's alone, so that nobody can shut the owner out.
 * @throws DomainError `access.too-many-attempts`.
 */
async function guessing<Result>(
  { staffId: id, email }: Pick<Waiting, 'staffId' | 'email'>,
  guess: () => Promise<Result>,
): Promise<Result> {
  const device = await findKnownDevice(email)
  const keys =
    device === null
      ? ([
          ['second-factor', `sender ${await getSender()} ${id}`],
          ['second-factor-account', id],
        ] as const)
      : ([['second-factor', `device ${device} ${id}`]] as const)
  for (const [what, key] of keys) await takeAttempt(what, key)
  const result = await guess()
  for (const [what, key] of keys) await giveBackAttempt(what, key)
  return result
}
