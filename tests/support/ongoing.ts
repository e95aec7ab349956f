import { MINUTE_MS } from '@/domain/durations'
import { dateOf, timeOfDayOf } from '@/domain/time'

const BEGUN_MS = 10 * MINUTE_MS
const LEFT_MS = 60 * MINUTE_MS

/** The times of a lesson that has just begun, within the day however late or early it is. */
export function timesAround(nowMs: number): { startsAt: string; endsAt: string } {
  const today = dateOf(nowMs)
  const within = (atMs: number, edge: string) => (dateOf(atMs) === today ? timeOfDayOf(atMs) : edge)
  return { startsAt: within(nowMs - BEGUN_MS, '00:00'), endsAt: within(nowMs + LEFT_MS, '23:59') }
}
