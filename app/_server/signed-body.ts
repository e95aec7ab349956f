import { createHmac, timingSafeEqual } from 'node:crypto'

import type { z } from 'zod'

import { nodeId } from '@/protocol/media-node'
import { NODE_HEADER, PRESENCE_SIGNATURE_HEADER } from '@/protocol/presence'
import { nodeSecretOf } from '@/services/live/node-secret'

import { webEnv } from './env'

type Accepted<Body> = { ok: true; body: Body } | { ok: false; response: Response }

/**
 * Reads what a media node posted: signed with the secret that this one node shares with the app, about itself, and of
 * the shape that it should have.
 */
export async function readSignedBody<Schema extends z.ZodType<{ nodeId: string }>>(
  request: Request,
  { schema, maxBytes }: { schema: Schema; maxBytes: number },
): Promise<Accepted<z.infer<Schema>>> {
  if (Number(request.headers.get('content-length') ?? maxBytes + 1) > maxBytes) return refuse(413, 'input.too-long')
  const text = await request.text()
  const node = nodeId.safeParse(request.headers.get(NODE_HEADER)).data
  const signature = request.headers.get(PRESENCE_SIGNATURE_HEADER)
  if (node === undefined || !isSigned(text, { node, signature })) return refuse(401, 'access.not-allowed')
  const parsed = schema.safeParse(readJson(text))
  if (!parsed.success) return refuse(400, 'input.malformed')
  // No node speaks for another one.
  return parsed.data.nodeId === node ? { ok: true, body: parsed.data } : refuse(401, 'access.not-allowed')
}

function isSigned(body: string, by: { node: string; signature: string | null }): boolean {
  const secret = nodeSecretOf(webEnv().PRESENCE_SECRET, by.node)
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(by.signature ?? '', 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Not JSON: the schema refuses it like anything else that is malformed.
    return undefined
  }
}

function refuse(status: number, code: string): { ok: false; response: Response } {
  return { ok: false, response: Response.json({ ok: false, error: { code } }, { status }) }
}
