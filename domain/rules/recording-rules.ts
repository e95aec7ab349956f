/**
 * How long a recording is stored. No act fixes the number: the region decides it, as dated rules, so that nothing is
 * stored longer than people who missed a lesson need it.
 * @source förordning (EU) 2016/679 artikel 5.1 e, docs/legal-sources.md#recording
 */
export type RecordingRules = {
  /** 'YYYY-MM-DD'; the set in force on the lesson's date applies to its recordings. */
  inForceFrom: string
  /** Region's policy: days after the lesson on which it may still be watched. */
  retainDays: number
}

const RULE_SETS: readonly [RecordingRules, ...RecordingRules[]] = [{ inForceFrom: '2020-02-01', retainDays: 30 }]

/** The rules in force on a date ('YYYY-MM-DD'); the first set also covers the time before it. */
export function recordingRulesFor(date: string): RecordingRules {
  return RULE_SETS.findLast((rules) => rules.inForceFrom <= date) ?? RULE_SETS[0]
}
