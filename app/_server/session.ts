import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode, type JWT } from 'next-auth/jwt'
import * as z from 'zod'

import type { StaffId } from '@/domain/ids'

import { webEnv } from './env'

/** Counted from the sign-in; it cannot be extended. */
const SESSION_SECONDS = 10 * 3_600

/** The complete contents of a staff session's signed cookie. */
const sessionToken = z.object({
  sub: z.uuid().transform((id) => id as StaffId),
  /** The account's access generation at the sign-in. The session is invalid once the account has a later one. */
  generation: z.int().min(0),
  /** In seconds, as in a token. */
  endsAt: z.int(),
})

export type Session = { staffId: StaffId; generation: number }

/** The options of next-auth's token: it expires with the session, however often it is renewed. */
export const SESSION_JWT = {
  maxAge: SESSION_SECONDS,
  encode: async ({ token, secret }: { token?: JWT; secret: string | Buffer }) =>
    encode({ token: token ?? {}, secret, maxAge: Number(token?.endsAt ?? 0) - nowSeconds() }),
}

/** The contents of a new session. */
export function beginSession({ staffId, generation }: Session): JWT {
  return { sub: staffId, generation, endsAt: nowSeconds() + SESSION_SECONDS }
}

/** The session of a token, unless it has expired. */
export function sessionIn(token: unknown): (Session & { token: JWT }) | null {
  const parsed = sessionToken.safeParse(token)
  if (!parsed.success || parsed.data.endsAt <= nowSeconds()) return null
  const { sub, generation, endsAt } = parsed.data
  return { staffId: sub, generation, token: { sub, generation, endsAt } }
}

/** This browser's session as it was created; only the database knows whether it is still valid. */
export async function readSession(): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value
  if (token === undefined) return null
  // A cookie that cannot be decrypted was not made by us, or has expired.
  return sessionIn(await decode({ token, secret: webEnv().NEXTAUTH_SECRET }).catch(() => null))
}

/** Stores a session in this browser until it expires or is removed. */
export async function writeSession(session: Session): Promise<void> {
  const { name, options } = sessionCookie()
  const value = await SESSION_JWT.encode({ token: beginSession(session), secret: webEnv().NEXTAUTH_SECRET })
  ;(await cookies()).set(name, value, { ...options, maxAge: SESSION_SECONDS })
}

export async function forgetSession(): Promise<void> {
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}

/** The cookie's name; with https one that only https can set. */
export function sessionCookie() {
  const secure = webEnv().PUBLIC_URL.startsWith('https:')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  }
}

const nowSeconds = () => Math.floor(Date.now() / 1_000)
