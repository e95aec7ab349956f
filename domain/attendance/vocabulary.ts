/** When in a lesson the roll is taken. */
export const ROLL_ROUNDS = ['start', 'after_break'] as const
export type RollRound = (typeof ROLL_ROUNDS)[number]

/** What the site host can say of a person. */
export const ROLL_MARKS = ['present', 'late', 'absent', 'excused', 'technical_failure'] as const
export type RollMark = (typeof ROLL_MARKS)[number]

/** What the media server reports of a peer, and of the lesson itself. */
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

/** Why a fact of a media server could not be kept as what it is. */
export type SetAsideReason = 'lesson-unknown' | 'unreadable' | 'refused'
