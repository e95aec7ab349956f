import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'

import { answerApi, answerSent } from '@/app/_server/answer-api'
import { authOptions } from '@/app/_server/auth-options'
import type { SentBody } from '@/app/_server/door/sent-body'
import { DomainError } from '@/domain/domain-error'

type Context = { params: Promise<{ nextauth: string[] }> }

/** An e-mail address, a password and the token against forgery. */
const MAX_BYTES = 4_096

/** What sessions need of it; the rest, a log that strangers write into among it, is not there. */
const OFFERED = ['GET csrf', 'GET session', 'POST callback/credentials', 'POST signout']

export async function GET(incoming: NextRequest, context: Context): Promise<Response> {
  return answerApi('auth', () => ask(incoming, context))
}

/** Attempts to sign in are counted when it is known whose they are (`sign-in.ts`); nothing else here costs anything. */
export async function POST(incoming: NextRequest, context: Context): Promise<Response> {
  const door = { name: 'auth', maxBytes: MAX_BYTES, admit: async () => {} }
  return answerSent(incoming, door, (_, sent) => ask(withBody(incoming, sent), context))
}

async function ask(request: NextRequest, context: Context): Promise<unknown> {
  const asked = `${request.method} ${(await context.params).nextauth.join('/')}`
  if (!OFFERED.includes(asked)) throw new DomainError('access.not-found')
  return NextAuth(request, context as never, authOptions())
}

function withBody({ url, method, headers }: NextRequest, { bytes }: SentBody): NextRequest {
  return new NextRequest(url, { method, headers, body: bytes })
}
