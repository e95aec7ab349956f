const ZONE = 'Europe/Stockholm'

/** Time of day in the region, 24 hours, Latin digits. */
export function formatTime(atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(atMs)
}

/** Weekday and date in the person's language. */
export function formatDay(atMs: number, language: string): string {
  const locale = `${language}-u-nu-latn-ca-gregory`
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE }).format(
    atMs,
  )
}

/** Date as 2026-11-21. */
export function formatDate(atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE }).format(atMs)
}

/** Date and time as 2026-11-21 08:30. */
export function formatInstant(atMs: number): string {
  return `${formatDate(atMs)} ${formatTime(atMs)}`
}

/** A length as 1:05 or 0:09, in minutes and seconds. */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
