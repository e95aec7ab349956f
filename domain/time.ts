import { Temporal } from 'temporal-polyfill'

import { DomainError } from './domain-error'
import { REGION_TIME_ZONE } from './region-time-zone'

/** A span of time in epoch milliseconds; `toMs` is exclusive. */
export type Span = { fromMs: number; toMs: number }

/**
 * The instant of a local date ('YYYY-MM-DD') and time of day ('HH:MM') in the region, in epoch milliseconds. A time
 * that occurs twice in the night when summer time ends means the earlier one.
 * @throws DomainError `courses.time-does-not-exist` for a time that is skipped when summer time begins.
 */
export function instantOf(date: string, timeOfDay: string): number {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(timeOfDay))
  const zoned = local.toZonedDateTime(REGION_TIME_ZONE, { disambiguation: 'earlier' })
  if (!zoned.toPlainDateTime().equals(local)) throw new DomainError('courses.time-does-not-exist')
  return zoned.epochMilliseconds
}

/** The region's date ('YYYY-MM-DD') at an instant. */
export function dateOf(atMs: number): string {
  return zonedAt(atMs).toPlainDate().toString()
}

/** The region's time of day ('HH:MM') at an instant. */
export function timeOfDayOf(atMs: number): string {
  return zonedAt(atMs).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The date `days` after `date`; before it when `days` is negative. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Days from `fromOn` to `untilOn`, both counted: the same date is 1. */
export function daysInPeriod(fromOn: string, untilOn: string): number {
  return Temporal.PlainDate.from(fromOn).until(Temporal.PlainDate.from(untilOn)).days + 1
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

function zonedAt(atMs: number) {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(REGION_TIME_ZONE)
}
