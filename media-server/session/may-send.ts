import type { MediaSource } from '@/protocol/client-messages'

import type { LiveState } from './live/live-state'
import type { Peer } from './peer'

/**
 * Whether a peer may send from a source now: communicators, guests and sessions when they like, participants while they
 * have the floor or sit in a small group, interpreters into their channel alone. Nobody when the lesson is over.
 */
export function maySend(peer: Peer, source: MediaSource, state: LiveState): boolean {
  if (state.lesson.phase === 'ended') return false
  if (source === 'channel') return peer.may('channel.speak')
  if (source === 'screen' || source === 'screen-sound') return peer.may('screen.send')
  if (source === 'camera' && (!peer.may('camera.send') || state.camerasStopped.includes(peer.memberId))) return false
  if (peer.may('media.send') || peer.may('media.send-to-hub')) return true
  const isInGroup = state.groups?.members[peer.memberId] !== undefined
  return peer.may('media.send-with-floor') && (state.floor.includes(peer.memberId) || isInGroup)
}
