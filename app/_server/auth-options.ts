import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import * as z from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import { endSessions } from '@/services/access/end-sessions'
import { loadStaffActor } from '@/services/access/load-staff-actor'

import { webEnv } from './env'
import { rememberDevice } from './known-device'
import { webLogger } from './logger'
import { runAction } from './run-action'
import { beginSession, SESSION_JWT, sessionCookie, sessionIn } from './session'
import { nextStepOf } from './second-step'
import { signIn } from './sign-in'

/** The result of `authorize`, as the token callback receives it. */
const signedIn = z
  .object({ id: z.uuid().transform((id) => id as StaffId), generation: z.int() })
  .transform(({ id, generation }) => ({ staffId: id, generation }))

/**
 * Staff sign in by e-mail and password; the session is a signed cookie that contains only the member of staff and their
 * access generation.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: webEnv().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_JWT.maxAge },
    jwt: SESSION_JWT,
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    logger: {
      error: (code) => webLogger().error({ event: 'sign-in-failed', code }),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      CredentialsProvider({
        name: 'password',
        credentials: { email: {}, password: {} },
        authorize: async (credentials) => {
          const given = { email: credentials?.email, password: credentials?.password }
          const result = await runAction('sign-in', async () => {
            const right = await signIn(given)
            // The second step has pages, and this route has none.
            if ((await nextStepOf(right.staffId)) !== 'in') throw new DomainError('sign-in.code-required')
            await rememberDevice(right.email)
            return right
          })
          // Its message appears in the response and in an address, so it is a code.
          if (!result.ok) throw new Error(result.error.code)
          const { staffId, generation } = result.data
          const user = { id: staffId, generation }
          return user
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user) return beginSession(signedIn.parse(user))
        const session = sessionIn(token)
        if (!session || !(await loadStaffActor(session))) throw new Error('access.not-signed-in')
        return session.token
      },
      session: ({ session, token }) => ({ expires: session.expires, staffId: token.sub }),
    },
    events: {
      signOut: async ({ token }) => {
        const session = sessionIn(token)
        const staff = session && (await loadStaffActor(session))
        if (staff) await endSessions(staff.actor, { staffId: staff.actor.staffId })
      },
    },
  }
}
