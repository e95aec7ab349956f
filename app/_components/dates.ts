import { REGION_TIME_ZONE as ZONE } from '@/domain/region-time-zone'

import { perLanguage } from './per-language'

/** Making a formatter costs a thousand times as much as using it, so none is made for a single text. */
const TIME = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
const SECOND = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium', timeZone: ZONE })
const DATE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE })
const LONG_DAY = { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE } as const
const longDayIn = perLanguage((language) => new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, LONG_DAY))
const weekdayIn = perLanguage((language) => new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: ZONE }))
const distanceIn = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))

/** Time of day in the region, 24 hours, Latin digits. */
export function formatTime(atMs: number): string {
  return TIME.format(atMs)
}

/** Time of day in the region with its seconds. */
export function formatSecond(atMs: number): string {
  return SECOND.format(atMs)
}

/** Weekday and date in the person's language. */
export function formatDay(atMs: number, language: string): string {
  return longDayIn(language).format(atMs)
}

/** The short weekday of a date as 2026-11-26, or of a moment, in the region. */
export function formatWeekday(date: string | Date, language: string): string {
  // Noon is on the same date in the region, in summer and winter.
  return weekdayIn(language).format(typeof date === 'string' ? new Date(`${date}T12:00:00Z`) : date)
}

/** Days from today in words: "in 3 days", "yesterday". */
export function formatDistance(days: number, language: string): string {
  return distanceIn(language).format(days, 'day')
}

/** Date as 2026-11-21. */
export function formatDate(atMs: number): string {
  return DATE.format(atMs)
}

/** Date and time as 2026-11-21 08:30. */
export function formatInstant(atMs: number): string {
  return `${formatDate(atMs)} ${formatTime(atMs)}`
}

/** A duration as 0:09, 1:05 or 2:56:38: minutes and seconds, with hours when there are any. */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const two = (number: number) => String(number).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
