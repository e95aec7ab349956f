import { SECOND_MS } from '../durations'
import type { AttendanceRules } from '../rules/attendance-rules'
import type { Span } from '../time'
import { countedBreaks } from './counted-breaks'
import { ROLL_ROUNDS, type RollRound } from './vocabulary'

/** A break has to last this long before the second round is its turn: a tap by mistake is taken back sooner. */
const SETTLED_MS = 10 * SECOND_MS

export type RollBreaks = {
  /** As held until now; one that still lasts has its end at infinity. In order. */
  held: readonly Span[]
  planned: Span | null
}

/**
 * The rounds of a lesson's roll, and whose turn it is at `nowMs`. There is a second round when a break is planned or
 * counts, and as soon as any break has begun. It is its turn from the beginning of the first break that counts.
 */
export function rollRounds(
  breaks: RollBreaks,
  rules: AttendanceRules,
  nowMs: number,
): { rounds: readonly RollRound[]; turn: RollRound } {
  const [first] = countedBreaks(breaks, rules)
  if (!first) return { rounds: ['start'], turn: 'start' }
  const isOpen = first.toMs === Number.POSITIVE_INFINITY
  const turnsAtMs = first.fromMs + (isOpen ? SETTLED_MS : 0)
  return { rounds: ROLL_ROUNDS, turn: nowMs >= turnsAtMs ? 'after_break' : 'start' }
}
