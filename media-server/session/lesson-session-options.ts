import type { LessonRecord } from '@/protocol/presence'

import type { PresenceTracker } from '../presence/tracker'
import type { LessonJournal } from './lesson-journal'
import type { LessonMediaOptions } from './lesson-media'

/** What one live lesson needs of the media server. */
export type LessonSessionOptions = Pick<
  LessonMediaOptions,
  'lessonId' | 'pool' | 'limits' | 'openAbroad' | 'recordings' | 'openingTurns' | 'logger'
> & {
  tracker: PresenceTracker
  /** Tells the app of something that is kept with the lesson. */
  tell: (record: LessonRecord) => void
  journal: LessonJournal
  /** Its state is another than before. */
  onChanged: () => void
  onEmpty: () => void
  /** How long a peer whose socket is lost may come back, in ms. */
  graceMs: number
}
