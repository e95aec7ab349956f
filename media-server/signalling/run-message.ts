import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import {
  CLIENT_MESSAGES,
  MESSAGE_MAX_BYTES,
  type ClientMessage,
  type ClientMessageName,
} from '@/protocol/client-messages'
import type { Refusal, ReplyData } from '@/protocol/replies'

import type { Context } from './context'
import { LESSON_ACTIONS } from './lesson-actions'
import { MEDIA_HANDLERS } from './media-handlers'

/** Parses, runs and answers one message. Never rejects: every error is a refusal to its sender only. */
export async function runMessage(
  context: Context & { saved: () => Promise<void> },
  incoming: { name: string; payload: unknown },
  logger: Logger,
) {
  try {
    const { name } = incoming
    if (!isKnown(name)) throw new DomainError('lesson.message-unknown')
    const data = await run(context, name, parse(name, incoming.payload))
    // An accepted change survives a crash of this process.
    await context.saved()
    return { ok: true as const, data }
  } catch (error) {
    return refuse(error, incoming.name, logger)
  }
}

/** The only map from errors to a socket's answers. Unknown errors say only `internal`. */
export function refuse(error: unknown, name: string, logger: Logger): Refusal {
  const code = error instanceof DomainError ? error.code : 'internal'
  const message = knownName(name)
  if (code === 'internal') logger.error({ event: 'message-failed', message, error: String(error) })
  else logger.info({ event: 'message-refused', message, code })
  return { ok: false, error: { code } }
}

/** A message name for logs and metrics: unrecognised names become `unknown`. */
export function knownName(name: string): ClientMessageName | 'join' | 'unknown' {
  return isKnown(name) || name === 'join' ? name : 'unknown'
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

type Handlers = { [Name in ClientMessageName]: Handler<Name> }
type Handler<Name extends ClientMessageName> = (
  context: Context,
  message: ClientMessage<Name>,
) => void | Promise<ReplyData<Name>>

const HANDLERS: Handlers = { ...LESSON_ACTIONS, ...MEDIA_HANDLERS }

/** @returns the data of the acknowledgement; nothing for an action. */
async function run<Name extends ClientMessageName>(context: Context, name: Name, message: ClientMessage<Name>) {
  return (await HANDLERS[name](context, message)) ?? {}
}
