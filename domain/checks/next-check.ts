import { MINUTE_MS } from '../durations'
import { addDays, dateOf, instantOf } from '../time'
import type { CheckReason } from './assess-check'

const NIGHT_FROM = '03:00'
const NIGHT_MINUTES = 60
/** A classroom enters half an hour before a lesson; the check finishes a little earlier. */
const BEFORE_LESSON_MINUTES = 33
const BEFORE_LESSON_ENDS_MINUTES = 31

export type CheckTime = { atMs: number; reason: CheckReason }

type Known = {
  nowMs: number
  /** Null when it has never been checked. */
  lastAtMs: number | null
  /** Null when none is planned. */
  nextLessonStartsAtMs: number | null
  /** 0 to 1, fixed for the classroom, so that the classrooms of a region do not all check in the same second. */
  jitter: number
}

/**
 * When a classroom checks itself next: at night between three and four, and before each lesson. `nowMs` when it is due.
 */
export function nextCheck({ nowMs, lastAtMs, nextLessonStartsAtMs, jitter }: Known): CheckTime {
  // A wrong clock must not keep a classroom from checking itself.
  const doneAtMs = Math.min(lastAtMs ?? 0, nowMs)
  const today = dateOf(nowMs)
  const windows = [today, addDays(today, 1)].map((date) => {
    const opensAtMs = instantOf(date, NIGHT_FROM)
    const closesAtMs = opensAtMs + NIGHT_MINUTES * MINUTE_MS
    return {
      fromMs: opensAtMs + Math.round(jitter * NIGHT_MINUTES * MINUTE_MS),
      openedAtMs: opensAtMs,
      toMs: closesAtMs,
      reason: 'night' as const,
    }
  })
  const lesson = nextLessonStartsAtMs === null ? [] : [beforeLesson(nextLessonStartsAtMs)]
  const open = [...windows, ...lesson].filter(({ openedAtMs, toMs }) => nowMs < toMs && doneAtMs < openedAtMs)
  const [first] = open
    .map(({ fromMs, reason }) => ({ atMs: Math.max(fromMs, nowMs), reason }))
    .toSorted((one, other) => one.atMs - other.atMs)
  if (!first) throw new Error('the next night is always ahead')
  return first
}

function beforeLesson(startsAtMs: number) {
  const fromMs = startsAtMs - BEFORE_LESSON_MINUTES * MINUTE_MS
  return {
    fromMs,
    openedAtMs: fromMs,
    toMs: startsAtMs - BEFORE_LESSON_ENDS_MINUTES * MINUTE_MS,
    reason: 'before-lesson' as const,
  }
}
