import type { RoomSnapshot } from './room-snapshot'

/** What is going on, in one word: each has its picture, its sentence and its way on. */
export type Situation =
  | 'connecting'
  | 'lobby'
  | 'waiting'
  | 'live'
  | 'break'
  | 'communicator-away'
  | 'suspended'
  | 'line-lost'
  | 'media-lost'
  | 'media-blocked'
  | 'media-unsupported'
  | 'ended'
  | 'replaced'
  | 'removed'
  | 'refused'
  | 'left'

/** The one situation that matters most to the person right now. */
export function situationOf(room: RoomSnapshot): Situation {
  const { lesson } = room.live
  if (room.closed) return room.closed.reason
  if (lesson.phase === 'ended') return 'ended'
  if (room.phase === 'connecting') return 'connecting'
  if (room.phase === 'lobby') return 'lobby'
  if (room.line === 'lost') return 'line-lost'
  if (lesson.absence) return lesson.absence.isSuspended ? 'suspended' : 'communicator-away'
  if (room.media === 'lost') return 'media-lost'
  if (room.media === 'blocked') return 'media-blocked'
  if (room.media === 'unsupported') return 'media-unsupported'
  if (lesson.phase === 'waiting') return 'waiting'
  return lesson.breakTime ? 'break' : 'live'
}
