import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import {
  CLIENT_MESSAGES,
  MESSAGE_MAX_BYTES,
  type ClientMessage,
  type ClientMessageName,
} from '@/protocol/client-messages'
import type { Refusal, ReplyData } from '@/protocol/replies'

import { HANDLERS, type Context } from './handlers'

/** Parses, runs and answers one message. Never rejects: whatever goes wrong is a refusal to its sender alone. */
export async function runMessage(context: Context, incoming: { name: string; payload: unknown }, logger: Logger) {
  try {
    const { name } = incoming
    if (!isKnown(name)) throw new DomainError('lesson.message-unknown')
    return { ok: true as const, data: await run(context, name, parse(name, incoming.payload)) }
  } catch (error) {
    return refuse(error, incoming.name, logger)
  }
}

/** The one map from errors to what a socket is told. Unknown errors say only `internal`. */
export function refuse(error: unknown, name: string, logger: Logger): Refusal {
  const code = error instanceof DomainError ? error.code : 'internal'
  const known = isKnown(name) || name === 'join' ? name : 'unknown'
  if (code === 'internal') logger.error({ event: 'message-failed', message: known, error: String(error) })
  else logger.info({ event: 'message-refused', message: known, code })
  return { ok: false, error: { code } }
}

function isKnown(name: string): name is ClientMessageName {
  return Object.hasOwn(CLIENT_MESSAGES, name)
}

function parse<Name extends ClientMessageName>(name: Name, payload: unknown): ClientMessage<Name> {
  const size = Buffer.byteLength(JSON.stringify(payload) ?? '')
  if (size > MESSAGE_MAX_BYTES) throw new DomainError('lesson.message-too-large')
  const parsed = CLIENT_MESSAGES[name].safeParse(payload)
  if (!parsed.success) throw new DomainError('lesson.message-malformed')
  return parsed.data as ClientMessage<Name>
}

function run<Name extends ClientMessageName>(
  context: Context,
  name: Name,
  message: ClientMessage<Name>,
): Promise<ReplyData<Name>> {
  return HANDLERS[name](context, message)
}
