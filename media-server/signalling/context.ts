import type { LessonMedia } from '../session/lesson-media'
import type { LessonSession } from '../session/lesson-session'
import type { Peer } from '../session/peer'

/** The sender of a message, and what handlers may do with the lesson. */
export type Context = {
  peer: Peer
  lesson: Pick<LessonSession, 'state' | 'dispatch' | 'members' | 'enter' | 'expel' | 'pointer'>
  media: Pick<LessonMedia, 'produce' | 'pause' | 'stop' | 'reconcile' | 'layers'>
}
