import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode, type JWT } from 'next-auth/jwt'
import { z } from 'zod'

import type { StaffId } from '@/domain/ids'

import { webEnv } from './env'

/** From the sign-in on; nothing prolongs it. */
const SESSION_SECONDS = 10 * 3_600

/** What the signed cookie of a member of staff says, and nothing else. */
const sessionToken = z.object({
  sub: z.uuid().transform((id) => id as StaffId),
  /** Of the account's access, when the session was begun. It counts for nothing once the account has a later one. */
  generation: z.int().min(0),
  /** In seconds, as in a token. */
  endsAt: z.int(),
})

export type Session = { staffId: StaffId; generation: number }

/** The options of next-auth's token: it ends when the session does, however often it is made anew. */
export const SESSION_JWT = {
  maxAge: SESSION_SECONDS,
  encode: async ({ token, secret }: { token?: JWT; secret: string | Buffer }) =>
    encode({ token: token ?? {}, secret, maxAge: Number(token?.endsAt ?? 0) - nowSeconds() }),
}

/** What a session that begins now says. */
export function beginSession({ staffId, generation }: Session): JWT {
  return { sub: staffId, generation, endsAt: nowSeconds() + SESSION_SECONDS }
}

/** The session that a token says, unless it has come to its end. */
export function sessionIn(token: unknown): (Session & { token: JWT }) | null {
  const parsed = sessionToken.safeParse(token)
  if (!parsed.success || parsed.data.endsAt <= nowSeconds()) return null
  const { sub, generation, endsAt } = parsed.data
  return { staffId: sub, generation, token: { sub, generation, endsAt } }
}

/** The session of this browser as it was begun; whether it still counts only the database knows. */
export async function readSession(): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value
  if (token === undefined) return null
  // What cannot be opened was not made by us, or has ended.
  return sessionIn(await decode({ token, secret: webEnv().NEXTAUTH_SECRET }).catch(() => null))
}

/** Keeps a session in this browser until it ends or the browser is told to forget it. */
export async function writeSession(session: Session): Promise<void> {
  const { name, options } = sessionCookie()
  const value = await SESSION_JWT.encode({ token: beginSession(session), secret: webEnv().NEXTAUTH_SECRET })
  ;(await cookies()).set(name, value, { ...options, maxAge: SESSION_SECONDS })
}

export async function forgetSession(): Promise<void> {
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}

/** Where the session is kept; on https under a name that nothing but https can write. */
export function sessionCookie() {
  const secure = webEnv().PUBLIC_URL.startsWith('https:')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  }
}

const nowSeconds = () => Math.floor(Date.now() / 1_000)
