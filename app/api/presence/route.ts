import { createHmac, timingSafeEqual } from 'node:crypto'

import { webEnv } from '@/app/_server/env'
import { webLogger } from '@/app/_server/logger'
import { PRESENCE_SIGNATURE_HEADER, presenceBatch } from '@/protocol/presence'
import { recordPresence } from '@/services/attendance/record-presence'

/** A little more than an outbox reads at once. */
const BODY_MAX_BYTES = 2_500_000

/** Takes facts from media servers. Only a 200 means that they are kept; anything else and they come again. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? BODY_MAX_BYTES + 1) > BODY_MAX_BYTES)
    return answer(413, 'input.too-long')
  const body = await request.text()
  if (!isSigned(body, request.headers.get(PRESENCE_SIGNATURE_HEADER))) return answer(401, 'access.not-allowed')
  const parsed = presenceBatch.safeParse(readJson(body))
  if (!parsed.success) return answer(400, 'input.malformed')
  const result = await recordPresence({ kind: 'system', name: 'media-server' }, parsed.data)
  webLogger().info({
    event: 'presence-recorded',
    nodeId: parsed.data.nodeId,
    facts: parsed.data.facts.length,
    setAside: result.setAside,
  })
  return Response.json({ ok: true, data: result })
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
    // Not JSON: the schema refuses it like any other malformed batch.
    return undefined
  }
}

function answer(status: number, code: string): Response {
  return Response.json({ ok: false, error: { code } }, { status })
}
