/** When the roll is taken in a lesson. */
export const ROLL_ROUNDS = ['start', 'after_break'] as const
export type RollRound = (typeof ROLL_ROUNDS)[number]

/** Marks that a site host can give a person. */
export const ROLL_MARKS = ['present', 'late', 'absent', 'excused', 'technical_failure'] as const
export type RollMark = (typeof ROLL_MARKS)[number]

/** What a media server reports about a peer, and about the lesson itself. */
export const PRESENCE_KINDS = ['joined', 'media-up', 'seen', 'media-down', 'left'] as const
export type PresenceKind = (typeof PRESENCE_KINDS)[number]
export const LESSON_FACT_KINDS = [
  'lesson-live',
  'lesson-ended',
  'break-started',
  'break-ended',
  'lesson-suspended',
  'lesson-resumed',
] as const
export type LessonFactKind = (typeof LESSON_FACT_KINDS)[number]

/** Why a fact could not be stored. */
export type SetAsideReason = 'lesson-unknown' | 'unreadable' | 'refused'
