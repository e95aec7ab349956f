import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import * as z from 'zod'

import { DomainError } from '@/domain/domain-error'
import { returnPath } from '@/domain/return-path'
import type { ProviderId } from '@/domain/ids'
import { beginProviderSignIn } from '@/services/access/begin-provider-sign-in'
import { finishProviderSignIn } from '@/services/access/finish-provider-sign-in'
import { providerId } from '@/services/ids'

import { cookieOptions, LAST_PROVIDER_COOKIE, PROVIDER_SIGN_IN_COOKIE, YEAR_SECONDS } from './cookies'
import { webEnv } from './env'
import { webMetrics } from './metrics/web-metrics'
import { callbackAddress } from './provider-address'
import { takeSendersAttempt } from './rate-limit'
import { writeSession } from './session'

/** How long somebody may take to sign in at the provider. */
const LIFETIME_SECONDS = 15 * 60
/** Gives the cookie a key of its own, so that it is no session and no session is one. */
const SALT = 'provider-sign-in'

const kept = z.object({
  providerId,
  to: z.string(),
  checks: z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
})

/**
 * Begins a sign-in at a municipality's provider: the address to send the browser to, which keeps what the answer is
 * compared with. @throws DomainError as `beginProviderSignIn`, `access.too-many-attempts`.
 */
export async function beginAtProvider(id: ProviderId, to: string | undefined): Promise<string> {
  await takeSendersAttempt('provider-sender')
  const { url, checks } = await beginProviderSignIn({ providerId: id }, callbackAddress(id))
  const token = { providerId: id, to: returnPath(to), checks }
  const { NEXTAUTH_SECRET: secret } = webEnv()
  const value = await encode({ token, secret, salt: SALT, maxAge: LIFETIME_SECONDS })
  ;(await cookies()).set(PROVIDER_SIGN_IN_COOKIE, value, { ...options(), maxAge: LIFETIME_SECONDS })
  return url
}

/**
 * Finishes the sign-in that this browser began at this provider, and begins its session; the page of ours that follows.
 * What the browser kept is used once. An answer that belongs to another provider's sign-in, or to none, is refused
 * before the provider is asked.
 * @throws DomainError as `finishProviderSignIn`, `sign-in.not-completed`, `access.too-many-attempts`.
 */
export async function finishAtProvider(id: ProviderId, search: URLSearchParams): Promise<string> {
  await takeSendersAttempt('provider-sender')
  const { signIns } = webMetrics()
  try {
    const { checks, to } = await takeKept(id)
    const returned = new URL(callbackAddress(id))
    returned.search = search.toString()
    const signedIn = await finishProviderSignIn({ providerId: id, returned, checks })
    await writeSession(signedIn)
    ;(await cookies()).set(LAST_PROVIDER_COOKIE, id, { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS })
    signIns.inc({ outcome: 'ok' })
    return to
  } catch (error) {
    signIns.inc({ outcome: error instanceof DomainError ? error.code : 'internal' })
    throw error
  }
}

/** The page that shows why somebody was not signed in. */
export function refusedSignIn(code: string): string {
  return `/sign-in?refused=${encodeURIComponent(code)}`
}

async function takeKept(id: ProviderId) {
  const store = await cookies()
  const token = store.get(PROVIDER_SIGN_IN_COOKIE)?.value
  store.set(PROVIDER_SIGN_IN_COOKIE, '', { ...options(), maxAge: 0 })
  const secret = webEnv().NEXTAUTH_SECRET
  // One that cannot be decrypted was not made by us, or has expired.
  const found = token === undefined ? null : await decode({ token, secret, salt: SALT }).catch(() => null)
  const parsed = kept.safeParse(found)
  if (!parsed.success || parsed.data.providerId !== id) throw new DomainError('sign-in.not-completed')
  return parsed.data
}

const options = () => ({ ...cookieOptions(webEnv().PUBLIC_URL), path: '/api/sign-in' })
