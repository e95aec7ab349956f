import { addDays, dateOf, daysInPeriod } from '../time'

/** The groups of the office's worklist, in the order in which they are shown. */
export const URGENCIES = ['late', 'today', 'this-week', 'live'] as const
export type Urgency = (typeof URGENCIES)[number]

const WEEK_DAYS = 7

/** How urgent an item is by the day it is due on, in the region; null when it is due later than in a week. */
export function urgencyOf(dueAtMs: number, nowMs: number): Exclude<Urgency, 'live'> | null {
  const [dueOn, today] = [dateOf(dueAtMs), dateOf(nowMs)]
  if (dueOn < today) return 'late'
  if (dueOn === today) return 'today'
  return dueOn < addDays(today, WEEK_DAYS) ? 'this-week' : null
}

/** Days from today until the day of an instant, in the region; negative for the past. */
export function daysUntil(atMs: number, nowMs: number): number {
  return daysInPeriod(dateOf(nowMs), dateOf(atMs)) - 1
}
