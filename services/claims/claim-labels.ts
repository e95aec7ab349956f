/** Texts of an export in the reader's language; the app translates them. */
export type ClaimLabels = {
  hoursSheet: string
  lessonsSheet: string
  municipality: string
  person: string
  personId: string
  themePart: string
  /** Replaces the number of a theme part. */
  sfi: string
  hours: string
  minutes: string
  lessonCount: string
  lessonId: string
  date: string
  start: string
  origin: string
  assessed: string
  corrected: string
  /** Of the hours and minutes. */
  sum: string
  /** How hours are rounded and added up. */
  rounding: string
}
