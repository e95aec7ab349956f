import { SECOND_MS } from '../durations'
import type { AttendanceRules } from '../rules/attendance-rules'
import type { Span } from '../time'

/**
 * The breaks of a lesson that count, in order: those that were held for long enough, otherwise the planned one. A break
 * that still lasts has its end at infinity.
 */
export function countedBreaks(
  { held, planned }: { held: readonly Span[]; planned: Span | null },
  rules: AttendanceRules,
): Span[] {
  const long = held.filter((span) => isLongEnough(span, rules))
  if (long.length > 0) return long
  return planned ? [planned] : []
}

function isLongEnough({ fromMs, toMs }: Span, rules: AttendanceRules): boolean {
  return toMs - fromMs >= rules.shortestBreakSeconds * SECOND_MS
}
