import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'

import { answerApi, answerSent } from '@/app/_server/answer-api'
import { authOptions } from '@/app/_server/auth-options'
import type { SentBody } from '@/app/_server/edge/sent-body'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'

type Context = { params: Promise<{ nextauth: string[] }> }

const POSTED = HTTP_API['POST /api/auth/[...nextauth]']

/** The routes that sessions need; the others, including a log that strangers can write to, do not exist. */
const OFFERED = ['GET csrf', 'GET session', 'POST callback/credentials', 'POST signout']

export async function GET(incoming: NextRequest, context: Context): Promise<Response> {
  return answerApi(HTTP_API['GET /api/auth/[...nextauth]'], () => ask(incoming, context))
}

/** Sign-in attempts are counted once the account is known (`sign-in.ts`); nothing else here is costly. */
export async function POST(incoming: NextRequest, context: Context): Promise<Response> {
  const edge = { ...POSTED, admit: async () => {} }
  return answerSent(incoming, edge, async (_, sent) =>
    ask(withFields(incoming, await readFields(incoming, sent)), context),
  )
}

async function ask(request: NextRequest, context: Context): Promise<Response> {
  const asked = `${request.method} ${(await context.params).nextauth.join('/')}`
  if (!OFFERED.includes(asked)) throw new DomainError('access.not-found')
  return NextAuth(request, context as never, authOptions())
}

/** Any other body counts as empty: the library throws on invalid JSON, and on an empty body that claims to be JSON. */
async function readFields({ headers }: NextRequest, sent: SentBody): Promise<Record<string, string>> {
  const isJson = headers.get('content-type')?.includes('application/json') ?? false
  return POSTED.body.parse(isJson ? sent.json() : Object.fromEntries(await sent.form()))
}

function withFields({ url, method, headers }: NextRequest, sent: Record<string, string>): NextRequest {
  const changed = new Headers(headers)
  changed.delete('content-length')
  changed.set('content-type', 'application/x-www-form-urlencoded')
  return new NextRequest(url, { method, headers: changed, body: new URLSearchParams(sent) })
}
