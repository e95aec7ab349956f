import type { LessonRole } from '@/domain/courses/lesson-permissions'
import type { MediaSource } from '@/protocol/client-messages'

export type Seen = { peerId: string; role: LessonRole; hasFloor: boolean; isEntered: boolean }

/** Who hears and sees whom: everyone the communicator and who has the floor; the communicator also every room. */
export function canReceive(viewer: Seen, sender: Seen): boolean {
  if (viewer.peerId === sender.peerId) return false
  if (sender.role === 'communicator' || sender.hasFloor) return true
  return sender.role === 'room' && viewer.role === 'communicator'
}

/** Whom a viewer is told of at all: the communicator of all, the others of those they may see. Nobody sees the lobby. */
export function canKnowOf(viewer: Seen, other: Seen): boolean {
  if (viewer.peerId === other.peerId) return true
  if (!other.isEntered) return false
  return viewer.role === 'communicator' || other.role === 'communicator' || other.hasFloor
}

/** Layer that a viewer's screen needs at first; the page may ask for another. */
export function firstLayer(viewer: Seen, source: MediaSource): number {
  if (source === 'microphone') return 0
  return viewer.role === 'room' ? 2 : 1
}
