import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

/**
 * Idempotent messages caused by one tap: they say how something shall be, not by how much it changes. They are resent if
 * the connection breaks before the acknowledgement, because somebody who does not read, or who teaches meanwhile, cannot
 * be told to tap again.
 */
export const RETRYABLE: ReadonlySet<ClientMessageName> = new Set([
  'lesson:start',
  'lesson:end',
  'lesson:continue',
  'break:start',
  'break:end',
  'hand:set',
  'floor:set',
  'slide:show',
  'stroke:clear',
  'question:answer',
  'question:count',
  'question:close',
  'question:show',
  'question:dismiss',
  'chat:set-mode',
  'groups:place',
  'groups:visit',
  'groups:close',
  'channel:listen',
  'channel:offer',
  'channel:set-mode',
  'member:mute',
  'member:mute-all',
  'member:stop-camera',
  'member:remove',
  'classroom:mute',
  'lesson:lock',
  'visitor:admit',
])

/** After this long the person has noticed that it failed, and may want something else. */
export const RETRY_WITHIN_MS = 30_000

/**
 * The subject of a message: a newer one with the same key replaces it. Messages about different members, or about
 * different people in a classroom, have different keys.
 */
export function dedupeKey<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): string {
  if ('memberId' in message) return `${name} ${message.memberId}`
  return 'forName' in message && message.forName !== undefined ? `${name} ${message.forName}` : name
}
