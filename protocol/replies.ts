import { z } from 'zod'

import { ERROR_CODES } from '@/domain/error-codes'

import type { ClientMessageName } from './client-messages'

const nothing = z.strictObject({})

export const iceParameters = z.strictObject({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().optional(),
})

/** What the acknowledgement of each message carries when it was accepted. */
export const REPLIES = {
  'room:enter': nothing,
  'transport:connect': nothing,
  'transport:restart-ice': z.strictObject({ iceParameters }),
  'producer:create': z.strictObject({ producerId: z.uuid() }),
  'producer:pause': nothing,
  'producer:close': nothing,
  'consumer:resume': nothing,
  'consumer:prefer-layer': nothing,
  'hand:set': nothing,
  'floor:set': nothing,
  'lesson:start': nothing,
  'lesson:end': nothing,
} as const satisfies Record<ClientMessageName, z.ZodType>

export type ReplyData<Name extends ClientMessageName> = z.infer<(typeof REPLIES)[Name]>

export const refusal = z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.enum(ERROR_CODES) }) })
export type Refusal = z.infer<typeof refusal>
export type Reply<Name extends ClientMessageName> = { ok: true; data: ReplyData<Name> } | Refusal

/** Parses an acknowledgement as it arrives at the browser. */
export function parseReply<Name extends ClientMessageName>(name: Name, value: unknown): Reply<Name> {
  const refused = refusal.safeParse(value)
  if (refused.success) return refused.data
  const accepted = z.strictObject({ ok: z.literal(true), data: z.unknown() }).parse(value)
  return { ok: true, data: REPLIES[name].parse(accepted.data) as ReplyData<Name> }
}
