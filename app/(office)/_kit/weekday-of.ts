import { REGION_TIME_ZONE } from '@/domain/region-time-zone'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: string): Intl.DateTimeFormat {
  const known =
    formats.get(language) ?? new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: REGION_TIME_ZONE })
  formats.set(language, known)
  return known
}

/** The short weekday of a date as 2026-11-26, or of a moment, in the region. */
export function weekdayOf(date: string | Date, language: string): string {
  // Noon is on the same date in the region, in summer and winter.
  return formatOf(language).format(typeof date === 'string' ? new Date(`${date}T12:00:00Z`) : date)
}
