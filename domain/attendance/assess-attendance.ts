import type { AttendanceRules } from '../rules/attendance-rules'
import { MINUTE_MS, type Span } from '../time'
import type { PresenceInterval } from './build-intervals'
import { durationMs, intersect, subtract } from './spans'
import type { RollMark, RollRound } from './words'

/** A lesson that was live and has ended: its plan, and when it was taught. */
export type TaughtLesson = {
  startsAtMs: number
  endsAtMs: number
  break: Span | null
  liveAtMs: number
  endedAtMs: number
}

/** One mark of the roll. Of several marks of a person in a round, the one with the highest id counts. */
export type RollEntry = { id: number; round: RollRound; mark: RollMark; arrivedAtMs: number | null }

type Uncovered = 'absent' | 'excused' | 'technical_failure'

/** One stretch of teaching time and what it was counted by. Pieces of `device` and `roll` can overlap. */
export type EvidencePiece =
  | (Span & { what: 'device'; factIds: string[] })
  | (Span & { what: 'roll'; rollMarkId: number; mark: 'present' | 'late' })
  | (Span & { what: 'uncovered'; counted: Uncovered; rollMarkId: number | null })

/** Whole minutes; the four kinds add up to `plannedMinutes`. */
export type AttendanceMinutes = {
  plannedMinutes: number
  presentMinutes: number
  technicalFailureMinutes: number
  excusedMinutes: number
  absentMinutes: number
}

export type Assessment = AttendanceMinutes & { ruleSetId: string; pieces: EvidencePiece[] }

type Half = Span & { mark: RollEntry | null }

/**
 * The attendance of one person in a lesson, from her devices' intervals and the roll.
 * Teaching time runs while the lesson was live, within the plan and the rules' tolerances, without the planned break.
 * The round 'start' covers what lies before the break (all, without a break) and 'after_break' what lies after it.
 * Presence by device always counts; marks of absence only say what the uncovered minutes are. Unmarked is absent.
 */
export function assessAttendance(
  lesson: TaughtLesson,
  presence: { intervals: readonly PresenceInterval[]; roll: readonly RollEntry[] },
  rules: AttendanceRules,
): Assessment {
  const halves = halvesOf(lesson, presence.roll, rules)
  const pieces = halves.flatMap((half) => piecesOf(half, presence.intervals))
  return { ...minutesOf(halves, pieces), ruleSetId: rules.id, pieces }
}

/** The stretches in which the lesson was taught, in order: before and after the break, or one without a break. */
export function teachingTime(lesson: TaughtLesson, rules: AttendanceRules): Span[] {
  const whole = {
    fromMs: Math.max(lesson.liveAtMs, lesson.startsAtMs - rules.earlyToleranceMinutes * MINUTE_MS),
    toMs: Math.min(lesson.endedAtMs, lesson.endsAtMs + rules.overrunToleranceMinutes * MINUTE_MS),
  }
  if (whole.toMs <= whole.fromMs) return []
  return lesson.break ? subtract(whole, [lesson.break]) : [whole]
}

function halvesOf(lesson: TaughtLesson, roll: readonly RollEntry[], rules: AttendanceRules): Half[] {
  return teachingTime(lesson, rules).map((span) => {
    const isAfterBreak = lesson.break !== null && span.fromMs >= lesson.break.toMs
    return { ...span, mark: latestMark(roll, isAfterBreak ? 'after_break' : 'start') }
  })
}

function latestMark(roll: readonly RollEntry[], round: RollRound): RollEntry | null {
  return roll.filter((entry) => entry.round === round).toSorted((one, other) => other.id - one.id)[0] ?? null
}

function piecesOf(half: Half, intervals: readonly PresenceInterval[]): EvidencePiece[] {
  const byDevice: EvidencePiece[] = intervals.flatMap(({ factIds, ...interval }) => {
    const span = intersect(interval, half)
    return span ? [{ ...span, what: 'device' as const, factIds }] : []
  })
  const covered = [...byDevice, ...piecesByRoll(half)]
  const counted = uncoveredAs(half.mark)
  const uncovered = subtract(half, covered).map((span) => ({
    ...span,
    what: 'uncovered' as const,
    counted,
    rollMarkId: half.mark?.id ?? null,
  }))
  return [...covered, ...uncovered].toSorted((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs)
}

function piecesByRoll(half: Half): EvidencePiece[] {
  const { mark: entry } = half
  if (entry?.mark !== 'present' && entry?.mark !== 'late') return []
  const arrivedAtMs = entry.mark === 'late' ? (entry.arrivedAtMs ?? half.toMs) : half.fromMs
  const span = intersect(half, { fromMs: arrivedAtMs, toMs: half.toMs })
  return span ? [{ ...span, what: 'roll', rollMarkId: entry.id, mark: entry.mark }] : []
}

function uncoveredAs(entry: RollEntry | null): Uncovered {
  return entry?.mark === 'excused' || entry?.mark === 'technical_failure' ? entry.mark : 'absent'
}

/**
 * Whole minutes by cumulative rounding: the running totals present, technical failure, excused, absent are each rounded
 * half up, and each kind is the difference of two totals. So the kinds always add up to the planned minutes, and more
 * presence never gives fewer present minutes.
 */
function minutesOf(halves: readonly Half[], pieces: readonly EvidencePiece[]): AttendanceMinutes {
  const uncoveredMs = (counted: Uncovered) =>
    durationMs(pieces.filter((piece) => piece.what === 'uncovered' && piece.counted === counted))
  const presentMs = durationMs(pieces.filter((piece) => piece.what !== 'uncovered'))
  const withTechnicalMs = presentMs + uncoveredMs('technical_failure')
  const withExcusedMs = withTechnicalMs + uncoveredMs('excused')
  const present = wholeMinutes(presentMs)
  const withTechnical = wholeMinutes(withTechnicalMs)
  const withExcused = wholeMinutes(withExcusedMs)
  const planned = wholeMinutes(durationMs(halves))
  return {
    plannedMinutes: planned,
    presentMinutes: present,
    technicalFailureMinutes: withTechnical - present,
    excusedMinutes: withExcused - withTechnical,
    absentMinutes: planned - withExcused,
  }
}

function wholeMinutes(ms: number): number {
  return Math.round(ms / MINUTE_MS)
}
