import { MINUTE_MS } from '../durations'
import type { AttendanceRules } from '../rules/attendance-rules'
import { countedBreaks } from './counted-breaks'
import type { RollBreaks } from './roll-rounds'
import type { RollRound } from './vocabulary'

export type RollLesson = { startsAtMs: number; endsAtMs: number; liveAtMs: number | null; endedAtMs: number | null }

/** The moment of the lesson that is nearest to `atMs`: an arrival before or after it could not count. */
export function arrivalIn(lesson: RollLesson, rules: AttendanceRules, atMs: number): number {
  const closesAtMs = lesson.endsAtMs + rules.overrunToleranceMinutes * MINUTE_MS
  const untilMs = Math.min(lesson.endedAtMs ?? closesAtMs, closesAtMs)
  return Math.max(lesson.startsAtMs, Math.min(atMs, untilMs))
}

/**
 * What the scan of a card at `atMs` means in a round: present while the round's teaching time has not begun or is younger
 * than the tolerance, late after that. The second round begins with the end of the first break that counts.
 */
export function cardMeans(
  { lesson, breaks, round }: { lesson: RollLesson; breaks: RollBreaks; round: RollRound },
  rules: AttendanceRules,
  atMs: number,
): 'present' | 'late' {
  const beganAtMs =
    round === 'start'
      ? Math.max(lesson.startsAtMs, lesson.liveAtMs ?? lesson.startsAtMs)
      : (countedBreaks(breaks, rules)[0]?.toMs ?? Number.POSITIVE_INFINITY)
  return atMs > beganAtMs + rules.cardToleranceMinutes * MINUTE_MS ? 'late' : 'present'
}
