import * as z from 'zod'

import { ERROR_CODES, type ErrorCode } from '@/domain/error-codes'

const TIMEOUT_MS = 15_000

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.enum(ERROR_CODES) }) }),
])

export type ApiReply<Data> = { ok: true; data: Data } | { ok: false; code: ErrorCode }

/**
 * Sends a request to the app: a POST if there is a body, otherwise a GET. @throws anything when the app cannot be reached or makes no sense.
 */
export async function askApi<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<ApiReply<z.output<Schema>>> {
  const response = await fetch(path, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const parsed = answer.parse(await response.json())
  return parsed.ok ? { ok: true, data: schema.parse(parsed.data) } : { ok: false, code: parsed.error.code }
}
