import type { LessonRecord } from '@/protocol/media-events'

import type { LessonJournal } from './lesson-journal'
import type { LessonMediaOptions } from './lesson-media'
import type { PresenceTracker } from './presence-tracker'

/** What one live lesson needs from the media server. */
export type LessonSessionOptions = Pick<
  LessonMediaOptions,
  'lessonId' | 'pool' | 'limits' | 'openCascade' | 'recordings' | 'admissionQueue' | 'logger'
> & {
  tracker: PresenceTracker
  /** Sends the app a record that is stored with the lesson. */
  sendEvent: (record: LessonRecord) => void
  journal: LessonJournal
  /** Its state has changed. */
  onChanged: () => void
  onEmpty: () => void
  /** How long a peer whose socket is lost may reconnect, in ms. */
  graceMs: number
}
