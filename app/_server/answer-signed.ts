import 'server-only'
import type * as z from 'zod'

import type { ErrorCode } from '@/domain/error-codes'

import { unkept } from './answer-api'
import { runAction } from './run-action'
import { readSignedBody } from './signed-body'

const STATUSES: Partial<Record<ErrorCode, number>> = { 'access.not-allowed': 403 }

type Edge<Body extends z.ZodType<{ nodeId: string }>, Answer extends z.ZodType> = {
  name: string
  body: Body
  answer: Answer
  maxBytes: number
}

/** Answers a request of a media node, once its signature is verified. */
export async function answerSigned<Body extends z.ZodType<{ nodeId: string }>, Answer extends z.ZodType>(
  incoming: Request,
  { name, body, maxBytes }: Edge<Body, Answer>,
  work: (body: z.output<Body>) => Promise<z.input<Answer>>,
): Promise<Response> {
  const result = await runAction(name, async () => {
    const read = await readSignedBody(incoming, { schema: body, maxBytes })
    return read.ok ? { ok: true, data: await work(read.body) } : read.response
  })
  if (result.ok) return unkept(result.data instanceof Response ? result.data : Response.json(result.data))
  const { code } = result.error
  return unkept(Response.json({ ok: false, error: { code } }, { status: STATUSES[code] ?? 500 }))
}
