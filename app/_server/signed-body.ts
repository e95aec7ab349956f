import { createHmac, timingSafeEqual } from 'node:crypto'

import type * as z from 'zod'

import { DomainError } from '@/domain/domain-error'
import { nodeId } from '@/protocol/media-node'
import { NODE_HEADER, MEDIA_SIGNATURE_HEADER } from '@/protocol/media-events'
import { nodeSecretOf } from '@/services/media-nodes/node-secret'

import { readSentBody } from './edge/sent-body'
import { webEnv } from './env'

type Accepted<Body> = { ok: true; body: Body } | { ok: false; response: Response }

/** A hexadecimal HMAC-SHA256. */
const SIGNATURE = /^[0-9a-f]{64}$/i

/**
 * Reads a media node's request: signed with the secret that this node shares with the app, about itself, and matching
 * its schema.
 */
export async function readSignedBody<Schema extends z.ZodType<{ nodeId: string }>>(
  request: Request,
  { schema, maxBytes }: { schema: Schema; maxBytes: number },
): Promise<Accepted<z.infer<Schema>>> {
  const node = nodeId.safeParse(request.headers.get(NODE_HEADER)).data
  const signature = request.headers.get(MEDIA_SIGNATURE_HEADER) ?? ''
  if (node === undefined || !SIGNATURE.test(signature)) return refuse(401, 'access.not-allowed')
  const sent = await readSentBody(request, { maxBytes }).catch((error: unknown) => {
    if (error instanceof DomainError) return null
    throw error
  })
  if (sent === null) return refuse(413, 'input.too-long')
  if (!isSigned(sent.bytes, { node, signature })) return refuse(401, 'access.not-allowed')
  const parsed = schema.safeParse(sent.json())
  if (!parsed.success) return refuse(400, 'input.malformed')
  // No node may report for another.
  return parsed.data.nodeId === node ? { ok: true, body: parsed.data } : refuse(401, 'access.not-allowed')
}

function isSigned(body: Uint8Array, { node, signature }: { node: string; signature: string }): boolean {
  const secret = nodeSecretOf(webEnv().MEDIA_SHARED_SECRET, node)
  const expected = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(Buffer.from(signature, 'hex'), expected)
}

function refuse(status: number, code: string): { ok: false; response: Response } {
  return { ok: false, response: Response.json({ ok: false, error: { code } }, { status }) }
}
