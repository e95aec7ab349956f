/** What a ticket can allow in a lesson. */
export const LESSON_PERMISSIONS = [
  /** Go live, end, give the floor and take it back. */
  'lesson.run',
  'media.send',
  /** Send media to everyone while holding the floor. */
  'media.send-with-floor',
  /** Send media to the communicator without holding the floor. */
  'media.send-to-hub',
  'hand.raise',
] as const
export type LessonPermission = (typeof LESSON_PERMISSIONS)[number]

export const LESSON_ROLES = ['communicator', 'participant', 'room'] as const
export type LessonRole = (typeof LESSON_ROLES)[number]

/** What each role may do in a lesson. What is not listed is refused. */
export const PERMISSIONS_BY_ROLE: Readonly<Record<LessonRole, readonly LessonPermission[]>> = {
  communicator: ['lesson.run', 'media.send'],
  participant: ['media.send-with-floor', 'hand.raise'],
  room: ['media.send-to-hub', 'hand.raise'],
}
