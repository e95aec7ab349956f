import type { Peer } from '../session/peer'
import type { LessonSession } from '../session/lesson-session'

/** Who sends a message, and where. */
export type Context = { session: LessonSession; peer: Peer }
