import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'

import type { z } from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import { nodeId } from '@/protocol/media-node'
import { NODE_HEADER, PRESENCE_SIGNATURE_HEADER } from '@/protocol/presence'
import { nodeSecretOf } from '@/services/live/node-secret'

import { unkept } from './answer-api'
import { readSentBody } from './door/sent-body'
import { webEnv } from './env'
import { runAction } from './run-action'

/** A hexadecimal HMAC-SHA256. */
const SIGNATURE = /^[0-9a-f]{64}$/i
const STATUSES: Partial<Record<ErrorCode, number>> = {
  'input.too-long': 413,
  'input.malformed': 400,
  'access.not-allowed': 401,
}

type Door<Schema extends z.ZodType<{ nodeId: string }>> = { name: string; schema: Schema; maxBytes: number }

/**
 * Answers what a media node posted: signed with the secret that this one node shares with the app, about itself, and of
 * the shape that it should have.
 */
export async function answerSigned<Schema extends z.ZodType<{ nodeId: string }>>(
  incoming: Request,
  { name, schema, maxBytes }: Door<Schema>,
  work: (body: z.output<Schema>) => Promise<unknown>,
): Promise<Response> {
  const result = await runAction(name, async () => {
    const signature = incoming.headers.get(PRESENCE_SIGNATURE_HEADER) ?? ''
    const node = nodeId.safeParse(incoming.headers.get(NODE_HEADER)).data
    if (node === undefined || !SIGNATURE.test(signature)) throw new DomainError('access.not-allowed')
    const sent = await readSentBody(incoming, { maxBytes })
    if (!isSigned(sent.bytes, { node, signature })) throw new DomainError('access.not-allowed')
    const body = schema.parse(sent.json())
    // No node speaks for another one.
    if (body.nodeId !== node) throw new DomainError('access.not-allowed')
    return work(body)
  })
  if (result.ok) return unkept(Response.json(result))
  const { code } = result.error
  return unkept(Response.json({ ok: false, error: { code } }, { status: STATUSES[code] ?? 500 }))
}

function isSigned(body: Uint8Array, { node, signature }: { node: string; signature: string }): boolean {
  const secret = nodeSecretOf(webEnv().PRESENCE_SECRET, node)
  const expected = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(Buffer.from(signature, 'hex'), expected)
}
