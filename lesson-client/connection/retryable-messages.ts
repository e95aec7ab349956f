import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

/**
 * What a person said with one tap, and what is the same when it is said twice: it is said again when the line breaks
 * before the answer, since who reads nothing would not know that it has to be.
 */
export const RETRYABLE: ReadonlySet<ClientMessageName> = new Set([
  'lesson:start',
  'lesson:end',
  'break:start',
  'break:end',
  'hand:set',
  'question:answer',
  'question:count',
  'channel:listen',
  'slide:show',
  'visitor:admit',
])

/** After this long she has seen that it did not come through, and may want something else. */
export const RETRY_WITHIN_MS = 30_000

/** What a message is about: a newer one about the same replaces it. What is said of one member says nothing of another. */
export function dedupeKey<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): string {
  return 'memberId' in message ? `${name} ${message.memberId}` : name
}
