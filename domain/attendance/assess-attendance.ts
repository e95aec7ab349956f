import type { AttendanceRules } from '../rules/attendance-rules'
import { MINUTE_MS } from '../durations'
import type { Span } from '../time'
import type { PresenceInterval } from './build-intervals'
import type { LessonStretch } from './build-stretches'
import { durationMs, intersect, subtract } from './spans'
import type { RollMark, RollRound } from './vocabulary'

/** A lesson that was live and has ended: its plan, and when it was taught. */
export type TaughtLesson = {
  startsAtMs: number
  endsAtMs: number
  /** As held or, if no break was recorded, as planned; in order. */
  breaks: readonly Span[]
  /** When it was suspended because the communicator was disconnected. */
  suspensions: readonly LessonStretch[]
  /** When it was over by mistake, before it went on. */
  interruptions: readonly Span[]
  liveAtMs: number
  endedAtMs: number
}

/** One mark of the roll. If a person has several marks in a round, the one with the highest id counts. */
export type RollEntry = { id: number; round: RollRound; mark: RollMark; arrivedAtMs: number | null }

type Uncovered = 'absent' | 'excused' | 'technical_failure'

/**
 * A span of teaching time and its evidence. Spans of `device` and `roll` can overlap; `suspended` is technical failure
 * for everyone.
 */
export type EvidencePiece =
  | (Span & { what: 'device'; factIds: string[] })
  | (Span & { what: 'roll'; rollMarkId: number; mark: 'present' | 'late' })
  | (Span & { what: 'uncovered'; counted: Uncovered; rollMarkId: number | null })
  | (Span & { what: 'suspended'; factIds: string[] })

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
 * The attendance of one person in a lesson, from their devices' intervals and the roll. Teaching time is the time when
 * the lesson was live, within the plan and the rules' tolerances, without breaks and without the time between an end
 * that was a mistake and the moment when the lesson went on. The round 'start' covers teaching
 * time before the first break (all of it if there was none), 'after_break' everything after it. Suspended time is
 * technical failure, whatever device and roll say. Presence by device always counts; a mark of absence only classifies
 * the minutes that no device covers. Unmarked is absent.
 */
export function assessAttendance(
  lesson: TaughtLesson,
  presence: { intervals: readonly PresenceInterval[]; roll: readonly RollEntry[] },
  rules: AttendanceRules,
): Assessment {
  const halves = halvesOf(lesson, presence.roll, rules)
  const pieces = halves.flatMap((half) => piecesOf(half, presence.intervals, lesson.suspensions))
  return { ...minutesOf(halves, pieces), ruleSetId: rules.id, pieces }
}

/** The spans in which the lesson was taught, in order: before, between and after breaks and interruptions. */
export function teachingTime(lesson: TaughtLesson, rules: AttendanceRules): Span[] {
  const whole = {
    fromMs: Math.max(lesson.liveAtMs, lesson.startsAtMs - rules.earlyToleranceMinutes * MINUTE_MS),
    toMs: Math.min(lesson.endedAtMs, lesson.endsAtMs + rules.overrunToleranceMinutes * MINUTE_MS),
  }
  if (whole.toMs <= whole.fromMs) return []
  return subtract(whole, [...lesson.breaks, ...lesson.interruptions])
}

function halvesOf(lesson: TaughtLesson, roll: readonly RollEntry[], rules: AttendanceRules): Half[] {
  const firstBreak = lesson.breaks[0]
  return teachingTime(lesson, rules).map((span) => {
    const isAfterBreak = firstBreak !== undefined && span.fromMs >= firstBreak.toMs
    return { ...span, mark: latestMark(roll, isAfterBreak ? 'after_break' : 'start') }
  })
}

function latestMark(roll: readonly RollEntry[], round: RollRound): RollEntry | null {
  return roll.filter((entry) => entry.round === round).toSorted((one, other) => other.id - one.id)[0] ?? null
}

function piecesOf(
  half: Half,
  intervals: readonly PresenceInterval[],
  suspensions: readonly LessonStretch[],
): EvidencePiece[] {
  const suspended = suspensions.flatMap(({ factIds, ...stretch }) => {
    const span = intersect(stretch, half)
    return span ? [{ ...span, what: 'suspended' as const, factIds }] : []
  })
  const taught = subtract(half, suspended).flatMap((span) => piecesOfTaught({ ...span, mark: half.mark }, intervals))
  return [...suspended, ...taught].toSorted((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs)
}

function piecesOfTaught(half: Half, intervals: readonly PresenceInterval[]): EvidencePiece[] {
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
  return [...covered, ...uncovered]
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
  const presentMs = durationMs(pieces.filter((piece) => piece.what === 'device' || piece.what === 'roll'))
  const suspendedMs = durationMs(pieces.filter((piece) => piece.what === 'suspended'))
  const withTechnicalMs = presentMs + suspendedMs + uncoveredMs('technical_failure')
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
