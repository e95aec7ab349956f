import * as z from 'zod'

import { ERROR_CODES, type ErrorCode } from '@/domain/error-codes'
import { isPassingRefusal } from '@/domain/passing-refusal'

const answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      code: z.enum(ERROR_CODES),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
])
type Refusal = { code: ErrorCode; details: Readonly<Record<string, string | number>> }

/** The app refused the request. */
export class MaterialRefused extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor({ code, details }: Refusal) {
    super(code)
    this.name = 'MaterialRefused'
    this.code = code
    this.details = details
  }

  /** Whether a retry may get another response. */
  get isPassing(): boolean {
    return isPassingRefusal(this.code)
  }
}

/**
 * Sends a request about materials to the app. @throws MaterialRefused when it refuses; anything else when it cannot be
 * reached.
 */
export async function askMaterials<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.output<Schema>> {
  const response = await fetch(`/api/materials${path}`, init)
  const parsed = answer.parse(await response.json())
  if (parsed.ok) return schema.parse(parsed.data)
  throw new MaterialRefused(parsed.error)
}

/** A request with a JSON body. */
export function sending(method: 'POST' | 'PUT', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
