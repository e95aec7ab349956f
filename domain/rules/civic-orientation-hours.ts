type HoursRule = { inForceFrom: string; hours: number }

/**
 * The minimum hours of civic orientation.
 * @source förordning (2010:1138) 5 §, 100 hours as amended by SFS 2019:1310 in force 2020-02-01, 60 hours before;
 * docs/legal-sources.md#hours
 */
const LEAST_HOURS: readonly [HoursRule, ...HoursRule[]] = [
  { inForceFrom: '2013-05-01', hours: 60 },
  { inForceFrom: '2020-02-01', hours: 100 },
]

/** The minimum hours of civic orientation that started on a date ('YYYY-MM-DD'). */
export function civicOrientationHours(date: string): number {
  return (LEAST_HOURS.findLast((rule) => rule.inForceFrom <= date) ?? LEAST_HOURS[0]).hours
}
