type AgeRule = {
  inForceFrom: string
  /** Age in years from which a person is no longer covered. */
  upTo: number
  source: string
  /** Whether the figure has been read at its source. */
  isChecked: boolean
}

/** Age in years from which a person is covered. */
export const COVERED_FROM_AGE = 18

/**
 * Until which age civic orientation must be offered: 65 and 66 years in the act itself, since 2026 the age limit that
 * is set for each year by ordinance (riktålder).
 * @source lag (2013:156) 1 a § and 2 § (SFS 2022:893, 2022:894), socialförsäkringsbalken 2 kap. 10 a §;
 * docs/legal-sources.md#ages
 */
const COVERED_UP_TO: readonly [AgeRule, ...AgeRule[]] = [
  { inForceFrom: '2013-05-01', upTo: 65, source: 'lag (2013:156)', isChecked: true },
  { inForceFrom: '2023-01-01', upTo: 66, source: 'SFS 2022:893', isChecked: true },
  { inForceFrom: '2026-01-01', upTo: 67, source: 'SFS 2019:780', isChecked: false },
  { inForceFrom: '2028-01-01', upTo: 67, source: 'SFS 2022:1441', isChecked: false },
  { inForceFrom: '2029-01-01', upTo: 67, source: 'SFS 2023:323, 2024:299, 2025:399', isChecked: true },
  // Not set yet.
  { inForceFrom: '2032-01-01', upTo: 67, source: 'SFS 2025:399', isChecked: false },
]

/** The rule for a day ('YYYY-MM-DD'). */
export function coveredUpToAge(date: string): AgeRule {
  return COVERED_UP_TO.findLast((rule) => rule.inForceFrom <= date) ?? COVERED_UP_TO[0]
}
