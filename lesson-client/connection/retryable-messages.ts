import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

/**
 * Idempotent messages caused by one tap: they are resent if the connection breaks before the acknowledgement, because
 * somebody who does not read cannot be told to tap again.
 */
export const RETRYABLE: ReadonlySet<ClientMessageName> = new Set([
  'lesson:start',
  'lesson:end',
  'lesson:continue',
  'break:start',
  'break:end',
  'hand:set',
  'question:answer',
  'question:count',
  'channel:listen',
  'slide:show',
  'visitor:admit',
])

/** After this long the person has noticed that it failed, and may want something else. */
export const RETRY_WITHIN_MS = 30_000

/**
 * The subject of a message: a newer one with the same key replaces it. Messages about different members have different
 * keys.
 */
export function dedupeKey<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): string {
  return 'memberId' in message ? `${name} ${message.memberId}` : name
}
