import 'server-only'
import type * as z from 'zod'

import type { ErrorCode } from '@/domain/error-codes'

import { readSentBody, type SentBody } from './edge/sent-body'
import { runAction, type ActionRefusal } from './run-action'
import { assertSameOrigin } from './same-origin'

/** Status codes more specific than the default refusal. */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  'access.not-signed-in': 401,
  'access.not-found': 404,
  'access.too-many-attempts': 429,
  'input.too-long': 413,
  'materials.image-too-large': 413,
  internal: 500,
}

/** Small bodies are not queued. */
const AT_ONCE = { take: <Result>(work: () => Promise<Result>) => work() }

type AnswerShape = z.ZodType | 'file'
/** The result of the handler: data of this shape, or its own response. */
type Answer<Shape extends AnswerShape> = Response | (Shape extends z.ZodType ? z.input<Shape> : never)

/** From a contract in `http-api.ts`: the operation's name in the log, and the shape of its data. */
type Named<Shape extends AnswerShape> = { name: string; answer: Shape; isArrival?: true }

type Edge<Asked, Shape extends AnswerShape> = Named<Shape> & {
  /** Longer bodies are refused unread. */
  maxBytes: number
  /** Identifies the actor and applies rate limits, before a byte of the body is read. */
  admit: () => Promise<Asked>
  /** The refusal of a body that is too long. */
  tooLong?: ErrorCode
  /** For large bodies: how many are read and processed at the same time. */
  turns?: { take: <Result>(work: () => Promise<Result>) => Promise<Result> }
  /** Replaces the usual response to a refusal. */
  refuse?: (refusal: ActionRefusal) => Response
}

/**
 * Answers a request without a body: its data or its own response, or the code and details of a refusal, unless `refuse`
 * replaces that.
 */
export async function answerApi<Shape extends AnswerShape>(
  { name, answer, isArrival }: Named<Shape>,
  work: () => Promise<Answer<Shape>>,
  refuse: (refusal: ActionRefusal) => Response = refused,
): Promise<Response> {
  const result = await runAction(name, async () => {
    if (!isArrival) await assertSameOrigin()
    return shaped(answer, await work())
  })
  return result.ok ? respond(result) : unkept(refuse(result))
}

/** Handles all requests with a body: origin, actor and rate limit, length, and only then the body. */
export async function answerSent<Asked, Shape extends AnswerShape>(
  incoming: Request,
  { name, answer, maxBytes, tooLong, admit, turns = AT_ONCE, refuse = refused }: Edge<Asked, Shape>,
  work: (asked: Asked, sent: SentBody) => Promise<Answer<Shape>>,
): Promise<Response> {
  const result = await runAction(name, async () => {
    await assertSameOrigin()
    const asked = await admit()
    return turns.take(async () =>
      shaped(answer, await work(asked, await readSentBody(incoming, { maxBytes, tooLong }))),
    )
  })
  return result.ok ? respond(result) : unkept(refuse(result))
}

/** The response contains what the contract has, and nothing else. */
function shaped(shape: AnswerShape, data: unknown): unknown {
  if (data instanceof Response || shape === 'file') return data
  const parsed = shape.safeParse(data)
  // Not a refusal of the input: the response itself is wrong.
  if (!parsed.success) throw new TypeError('the answer has not the shape of its contract')
  return parsed.data
}

function respond(result: { ok: true; data: unknown }): Response {
  return unkept(result.data instanceof Response ? result.data : Response.json(result))
}

function refused({ error: { code, details } }: ActionRefusal): Response {
  return unkept(Response.json({ ok: false, error: { code, details } }, { status: STATUSES[code] ?? 403 }))
}

/** For pages that only need the code of a refusal. */
export function sayCode({ error: { code } }: ActionRefusal): Response {
  return Response.json({ ok: false, error: { code } }, { status: STATUSES[code] ?? 403 })
}

/** Responses are not cached unless they say so themselves. */
export function unkept(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}
