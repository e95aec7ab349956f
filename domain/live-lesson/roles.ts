/** What a ticket can allow in a lesson. */
export const LESSON_PERMISSIONS = [
  /** Start, break, end, give the floor, ask questions, open groups, admit and remove. */
  'lesson.run',
  /** Send media to everyone. */
  'media.send',
  /** Send media to everyone while holding the floor. */
  'media.send-with-floor',
  /** Send media to the communicator without holding the floor. */
  'media.send-to-hub',
  /** Send a camera picture at all: without it none is accepted, whatever else is allowed. */
  'camera.send',
  'screen-share.send',
  'slides.show',
  /** Speak into the channel of one's own language. */
  'channel.speak',
  'hand.raise',
  /** Raise a hand for a person in one's classroom. */
  'hand.raise-for',
  /** Mute one's classroom, and end its floor. */
  'classroom.mute',
  'reaction.send',
  'question.answer',
  /** Enter the counts of a show of hands. */
  'question.count',
  'chat.write',
  'recording.run',
] as const
export type LessonPermission = (typeof LESSON_PERMISSIONS)[number]

export const LESSON_ROLES = [
  'communicator',
  'participant',
  'classroom',
  'host',
  'interpreter',
  'guest',
  /** Somebody unknown, in the waiting room. */
  'visitor',
  /** A device that tests itself, in a lesson session that contains nobody else. */
  'check',
] as const
export type LessonRole = (typeof LESSON_ROLES)[number]

/** The roles that everybody sees and hears. */
export function isTeaching(role: LessonRole): boolean {
  return role === 'communicator' || role === 'guest'
}

/** What each role's ticket allows in a lesson. Anything not listed is refused. */
export const PERMISSIONS_BY_ROLE: Readonly<Record<LessonRole, readonly LessonPermission[]>> = {
  communicator: ['lesson.run', 'media.send', 'camera.send', 'screen-share.send', 'slides.show', 'chat.write'],
  participant: ['media.send-with-floor', 'camera.send', 'hand.raise', 'reaction.send', 'question.answer', 'chat.write'],
  classroom: ['media.send-to-hub', 'camera.send', 'hand.raise'],
  host: ['hand.raise-for', 'classroom.mute', 'reaction.send', 'question.count', 'chat.write'],
  interpreter: ['channel.speak', 'chat.write'],
  guest: ['media.send', 'camera.send', 'screen-share.send', 'slides.show', 'chat.write'],
  visitor: [],
  check: ['media.send', 'camera.send'],
}
