/** What a ticket can allow in a lesson. */
export const LESSON_PERMISSIONS = [
  /** Go live, break, end, give the floor, ask questions, open groups, let in and remove. */
  'lesson.run',
  /** Send media to everyone. */
  'media.send',
  /** Send media to everyone while holding the floor. */
  'media.send-with-floor',
  /** Send media to the communicator without holding the floor. */
  'media.send-to-hub',
  /** Be seen at all: without it no camera is taken, whatever else is allowed. */
  'camera.send',
  'screen-share.send',
  'slides.show',
  /** Speak into the channel of one's language. */
  'channel.speak',
  'hand.raise',
  /** Raise a hand for a person in one's classroom. */
  'hand.raise-for',
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
  /** Somebody whom nobody knows yet: waits at the door. */
  'visitor',
  /** A device that tries itself out, in a classroom of its own. */
  'check',
] as const
export type LessonRole = (typeof LESSON_ROLES)[number]

/** Those whom everybody sees and hears. */
export function isTeaching(role: LessonRole): boolean {
  return role === 'communicator' || role === 'guest'
}

/** What each role may do in a lesson. What is not listed is refused. */
export const PERMISSIONS_BY_ROLE: Readonly<Record<LessonRole, readonly LessonPermission[]>> = {
  communicator: ['lesson.run', 'media.send', 'camera.send', 'screen-share.send', 'slides.show', 'chat.write'],
  participant: ['media.send-with-floor', 'camera.send', 'hand.raise', 'reaction.send', 'question.answer', 'chat.write'],
  classroom: ['media.send-to-hub', 'camera.send', 'hand.raise'],
  host: ['hand.raise-for', 'reaction.send', 'question.count', 'chat.write'],
  interpreter: ['channel.speak', 'chat.write'],
  guest: ['media.send', 'camera.send', 'screen-share.send', 'slides.show', 'chat.write'],
  visitor: [],
  check: ['media.send', 'camera.send'],
}
