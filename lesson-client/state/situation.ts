import type { LessonSnapshot } from './lesson-snapshot'

/** The UI status: each has its image, its sentence and its next step. */
export type Situation =
  | 'connecting'
  | 'pre-join'
  | 'waiting'
  | 'live'
  | 'break'
  | 'communicator-away'
  | 'suspended'
  | 'connection-lost'
  | 'media-lost'
  | 'media-blocked'
  | 'media-unsupported'
  | 'ended'
  | 'not-held'
  | 'replaced'
  | 'removed'
  | 'refused'
  | 'left'

/** The one status that matters most to the person right now. */
export function situationOf(client: LessonSnapshot): Situation {
  const { lesson } = client.live
  // How a page learns that the lesson is over makes no difference to the person.
  if (client.closed) return client.closed.code === 'courses.lesson-ended' ? 'ended' : client.closed.reason
  if (lesson.phase === 'ended') return 'ended'
  if (client.phase === 'connecting') return 'connecting'
  if (client.phase === 'pre-join') return 'pre-join'
  if (client.connection === 'lost') return 'connection-lost'
  if (lesson.absence) return lesson.absence.isSuspended ? 'suspended' : 'communicator-away'
  if (client.media === 'lost') return 'media-lost'
  if (client.media === 'blocked') return 'media-blocked'
  if (client.media === 'unsupported') return 'media-unsupported'
  if (lesson.phase === 'waiting') return 'waiting'
  return lesson.breakTime ? 'break' : 'live'
}
