import { Temporal } from 'temporal-polyfill'

/**
 * The end of a time of whole years from a day ('YYYY-MM-DD'): the day with the same number, or the last day of the month
 * where it has no such day. This is for periods; that an act may wait for the next weekday is not applied here.
 * @source lag (1930:173) 1 §, docs/legal-sources.md#statutory-time
 */
export function addYears(date: string, years: number): string {
  return Temporal.PlainDate.from(date).add({ years }, { overflow: 'constrain' }).toString()
}
