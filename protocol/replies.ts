import * as z from 'zod'

import { ERROR_CODES } from '@/domain/error-codes'

import { token } from './bounded'
import type { ClientMessageName } from './client-messages'

const nothing = z.strictObject({})

export const iceParameters = z.strictObject({
  usernameFragment: token(300),
  password: token(300),
  iceLite: z.boolean().optional(),
})

/** The data of a message's acknowledgement when it was accepted; messages not listed here have none. */
const DATA = {
  'transport:restart-ice': z.strictObject({ iceParameters }),
  'producer:create': z.strictObject({ producerId: z.uuid() }),
} as const satisfies Partial<Record<ClientMessageName, z.ZodType>>

type Data = typeof DATA
export type ReplyData<Name extends ClientMessageName> = Name extends keyof Data
  ? z.infer<Data[Name]>
  : Record<string, never>

export const refusal = z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.enum(ERROR_CODES) }) })
export type Refusal = z.infer<typeof refusal>
export type Reply<Name extends ClientMessageName> = { ok: true; data: ReplyData<Name> } | Refusal

/** Parses an acknowledgement received by the browser. */
export function parseReply<Name extends ClientMessageName>(name: Name, value: unknown): Reply<Name> {
  const refused = refusal.safeParse(value)
  if (refused.success) return refused.data
  const accepted = z.strictObject({ ok: z.literal(true), data: z.unknown() }).parse(value)
  return { ok: true, data: (dataOf(name) ?? nothing).parse(accepted.data) as ReplyData<Name> }
}

function dataOf(name: ClientMessageName): z.ZodType | undefined {
  return Object.hasOwn(DATA, name) ? DATA[name as keyof Data] : undefined
}
