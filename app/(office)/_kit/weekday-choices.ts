const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 24 * 3_600_000
const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** The name of a weekday, 1 Monday to 7 Sunday. */
export function weekdayName(weekday: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return format.format(MONDAY_MS + (weekday - 1) * DAY_MS)
}

export function weekdayChoices(language: string): { value: string; label: string }[] {
  return DAYS.map((day) => ({ value: String(day), label: weekdayName(day, language) }))
}
