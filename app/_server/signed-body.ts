import { createHmac, timingSafeEqual } from 'node:crypto'

import type { z } from 'zod'

import { PRESENCE_SIGNATURE_HEADER } from '@/protocol/presence'

import { webEnv } from './env'

type Accepted<Body> = { ok: true; body: Body } | { ok: false; response: Response }

/** Reads what a media server posted: signed with the secret that it shares with the app, and of the shape that it should have. */
export async function readSignedBody<Schema extends z.ZodType>(
  request: Request,
  { schema, maxBytes }: { schema: Schema; maxBytes: number },
): Promise<Accepted<z.infer<Schema>>> {
  if (Number(request.headers.get('content-length') ?? maxBytes + 1) > maxBytes) return refuse(413, 'input.too-long')
  const text = await request.text()
  if (!isSigned(text, request.headers.get(PRESENCE_SIGNATURE_HEADER))) return refuse(401, 'access.not-allowed')
  const parsed = schema.safeParse(readJson(text))
  return parsed.success ? { ok: true, body: parsed.data } : refuse(400, 'input.malformed')
}

function isSigned(body: string, signature: string | null): boolean {
  const expected = createHmac('sha256', webEnv().PRESENCE_SECRET).update(body).digest()
  const given = Buffer.from(signature ?? '', 'hex')
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
