import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'

import { DomainError } from '@/domain/domain-error'
import { checkPassword, checkPasswordInput } from '@/services/access/check-password'

import { webEnv } from './env'
import { webMetrics } from './metrics/web-metrics'
import { takeAttempt } from './rate-limit'

const SESSION_SECONDS = 10 * 3_600

/** Staff sign in by e-mail and password; the session is a signed cookie that names the member of staff and nothing else. */
export function authOptions(): NextAuthOptions {
  return {
    secret: webEnv().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'password',
        credentials: { email: {}, password: {} },
        authorize: async (credentials) => {
          const parsed = checkPasswordInput.safeParse({ email: credentials?.email, password: credentials?.password })
          if (!parsed.success) return null
          const { signIns } = webMetrics()
          try {
            await takeAttempt('sign-in', parsed.data.email.trim().toLowerCase())
            const { staffId } = await checkPassword(parsed.data)
            signIns.inc({ outcome: 'ok' })
            return { id: staffId }
          } catch (error) {
            signIns.inc({ outcome: error instanceof DomainError ? error.code : 'internal' })
            if (error instanceof DomainError) throw new Error(error.code, { cause: error })
            throw error
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id } : { sub: token.sub }),
      session: ({ session, token }) => ({ expires: session.expires, staffId: token.sub }),
    },
  }
}
