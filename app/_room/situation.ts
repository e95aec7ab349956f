import type { RoomSnapshot } from './room-snapshot'

/** What is going on, in one word: each has its picture, its sentence and its way on. */
export type Situation =
  | 'connecting'
  | 'lobby'
  | 'waiting'
  | 'live'
  | 'communicator-away'
  | 'line-lost'
  | 'media-lost'
  | 'media-blocked'
  | 'media-unsupported'
  | 'ended'
  | 'replaced'
  | 'refused'
  | 'left'

/** The one situation that matters most to the person right now. */
export function situationOf(room: RoomSnapshot): Situation {
  if (room.closed) return room.closed.reason
  if (room.lesson.phase === 'ended') return 'ended'
  if (room.phase === 'connecting') return 'connecting'
  if (room.phase === 'lobby') return 'lobby'
  if (room.line === 'lost') return 'line-lost'
  if (room.media === 'lost') return 'media-lost'
  if (room.media === 'blocked') return 'media-blocked'
  if (room.media === 'unsupported') return 'media-unsupported'
  if (room.lesson.phase === 'waiting') return 'waiting'
  const communicator = room.peers.find((peer) => peer.role === 'communicator')
  return communicator?.isConnected ? 'live' : 'communicator-away'
}
