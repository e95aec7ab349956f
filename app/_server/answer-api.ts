import 'server-only'
import type { z } from 'zod'

import type { ErrorCode } from '@/domain/error-codes'

import { readSentBody, type SentBody } from './edge/sent-body'
import { runAction, type ActionRefusal } from './run-action'
import { assertSameOrigin } from './same-origin'

/** Statuses that say more than "refused". */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  'access.not-signed-in': 401,
  'access.not-found': 404,
  'access.too-many-attempts': 429,
  'input.too-long': 413,
  'materials.image-too-large': 413,
  internal: 500,
}

/** Small bodies wait for nobody. */
const AT_ONCE = { take: <Result>(work: () => Promise<Result>) => work() }

type AnswerShape = z.ZodType | 'file'
/** What the work gives: data of this shape, or a response of its own. */
type Answer<Shape extends AnswerShape> = Response | (Shape extends z.ZodType ? z.input<Shape> : never)

/** Of a contract of `http-api.ts`: the name of the work in the log, and the shape of its data. */
type Named<Shape extends AnswerShape> = { name: string; answer: Shape }

type Edge<Asked, Shape extends AnswerShape> = Named<Shape> & {
  /** Longer bodies are refused unread. */
  maxBytes: number
  /** Says who asks and counts how often, before a byte of the body is read. */
  admit: () => Promise<Asked>
  /** How a body that is too long is refused. */
  tooLong?: ErrorCode
  /** Of bodies that are large: how many are read and worked on at once. */
  turns?: { take: <Result>(work: () => Promise<Result>) => Promise<Result> }
  /** Instead of the usual answer to a refusal. */
  refuse?: (refusal: ActionRefusal) => Response
}

/** Answers a request that brings nothing: its data or its own response, or the code of the refusal with what belongs to it. */
export async function answerApi<Shape extends AnswerShape>(
  { name, answer }: Named<Shape>,
  work: () => Promise<Answer<Shape>>,
): Promise<Response> {
  const result = await runAction(name, async () => {
    await assertSameOrigin()
    return shaped(answer, await work())
  })
  return result.ok ? respond(result) : refused(result)
}

/** The one edge for what is sent to a route: origin, who asks and how often, how long it is, and only then the body. */
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

/** What leaves is what the contract says, and nothing that stands beside it. */
function shaped(shape: AnswerShape, data: unknown): unknown {
  if (data instanceof Response || shape === 'file') return data
  const parsed = shape.safeParse(data)
  // No refusal of what was sent: the answer itself is wrong.
  if (!parsed.success) throw new TypeError('the answer has not the shape of its contract')
  return parsed.data
}

function respond(result: { ok: true; data: unknown }): Response {
  return unkept(result.data instanceof Response ? result.data : Response.json(result))
}

function refused({ error: { code, details } }: ActionRefusal): Response {
  return unkept(Response.json({ ok: false, error: { code, details } }, { status: STATUSES[code] ?? 403 }))
}

/** For pages that know a refusal by its code alone. */
export function sayCode({ error: { code } }: ActionRefusal): Response {
  return Response.json({ ok: false, error: { code } }, { status: STATUSES[code] ?? 403 })
}

/** Nothing keeps an answer that does not say itself that it may be kept. */
export function unkept(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}
