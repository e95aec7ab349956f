import type { LessonSnapshot } from './lesson-snapshot'
import type { Situation } from './situation'

/** The moment from which a situation is counted, or to which for a break with an end, on this device's clock. */
export function situationClock(
  situation: Situation,
  snapshot: LessonSnapshot,
): { fromMs: number } | { untilMs: number } | null {
  const { breakTime, absence } = snapshot.live.lesson
  const offset = snapshot.clockOffsetMs
  switch (situation) {
    case 'connection-lost':
    case 'media-lost':
      return snapshot.lostAtMs === null ? null : { fromMs: snapshot.lostAtMs }
    case 'communicator-away':
    case 'suspended':
      return absence && { fromMs: absence.sinceMs - offset }
    case 'break':
      if (!breakTime) return null
      return breakTime.untilMs === null
        ? { fromMs: breakTime.sinceMs - offset }
        : { untilMs: breakTime.untilMs - offset }
    default:
      return null
  }
}
