import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

/**
 * Messages caused by one tap. They are resent if the connection breaks before the acknowledgement, because somebody who
 * does not read, or who teaches meanwhile, cannot be told to tap again. Each is idempotent: it says how something shall
 * be, or carries an id or the state that it starts from, and the reducer ignores the second copy.
 */
export const RETRYABLE: ReadonlySet<ClientMessageName> = new Set([
  'lesson:start',
  'lesson:end',
  'lesson:continue',
  'break:start',
  'break:prolong',
  'break:end',
  'hand:set',
  'floor:set',
  'reaction:send',
  'slide:show',
  'stroke:add',
  'stroke:clear',
  'question:open',
  'question:answer',
  'question:count',
  'question:close',
  'question:show',
  'question:dismiss',
  'chat:set-mode',
  'chat:write',
  'groups:open',
  'groups:place',
  'groups:visit',
  'groups:call',
  'groups:close',
  'channel:listen',
  'channel:offer',
  'channel:set-mode',
  'recording:start',
  'recording:stop',
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
 * different people in a classroom, have different keys; so have strokes and lines of the chat, each of which is wanted.
 */
export function dedupeKey<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): string {
  if ('memberId' in message) return `${name} ${message.memberId}`
  if ('stroke' in message) return `${name} ${message.stroke.strokeId}`
  if ('messageId' in message) return `${name} ${message.messageId}`
  return 'forName' in message && message.forName !== undefined ? `${name} ${message.forName}` : name
}
