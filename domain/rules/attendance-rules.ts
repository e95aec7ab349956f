/**
 * How presence becomes attendance. No act or regulation fixes the form of attendance or any number here: the law
 * requires a certificate of extent and content, so the region decides how minutes are counted, as dated rules.
 * @source förordning (2010:1138) 10 §, docs/legal-sources.md#certificate
 */
export type AttendanceRules = {
  /** Stored in every attendance entry assessed with it. */
  id: string
  /** 'YYYY-MM-DD'; a lesson is assessed with the set in force on its date. */
  inForceFrom: string
  /** Region's policy: the fact from which a person's own device counts as present. */
  countsFrom: 'media-up'
  /** Region's policy: the longest gap in a device's presence that still counts as presence. */
  gapToleranceSeconds: number
  /** Region's policy: minutes taught before the planned start that count. */
  earlyToleranceMinutes: number
  /** Region's policy: minutes taught after the planned end that count. */
  overrunToleranceMinutes: number
  /** Region's policy: how long before the planned start a lesson may be entered. */
  entryOpensMinutes: number
  /** Region's policy: how long after the planned end a lesson may be entered, unless it has ended. */
  entryClosesMinutes: number
  /** Region's policy: how long after the planned end a lesson that nobody ended is treated as ended. */
  forcedEndMinutes: number
  /**
   * Region's policy: for how long a lesson that was ended before its planned end can go on. The time between is not
   * taught. Ten minutes, so that people who have not left yet can be led back.
   */
  goOnWithinMinutes: number
  /** Region's policy: how long the communicator may be disconnected before the lesson is suspended. */
  suspendAfterMinutes: number
  /**
   * Region's policy: a break that was ended sooner than this was begun by mistake. It is teaching time, replaces no
   * planned break and asks for no second round. One minute, because attendance is counted in whole minutes.
   */
  shortestBreakSeconds: number
  /**
   * Region's policy: how long after the beginning of a round's teaching time the scan of a card still means present.
   * After that it means late, at the moment of the scan. Ten minutes, so that a queue at the door makes nobody late.
   */
  cardToleranceMinutes: number
}

const RULE_SETS: readonly [AttendanceRules, ...AttendanceRules[]] = [
  {
    id: 'region-2020-02',
    inForceFrom: '2020-02-01',
    countsFrom: 'media-up',
    gapToleranceSeconds: 120,
    earlyToleranceMinutes: 0,
    overrunToleranceMinutes: 15,
    entryOpensMinutes: 30,
    entryClosesMinutes: 15,
    forcedEndMinutes: 60,
    goOnWithinMinutes: 0,
    suspendAfterMinutes: 10,
    shortestBreakSeconds: 0,
    cardToleranceMinutes: Number.POSITIVE_INFINITY,
  },
  {
    id: 'region-2026-01',
    inForceFrom: '2026-01-01',
    countsFrom: 'media-up',
    gapToleranceSeconds: 120,
    earlyToleranceMinutes: 0,
    overrunToleranceMinutes: 15,
    entryOpensMinutes: 30,
    entryClosesMinutes: 15,
    forcedEndMinutes: 60,
    goOnWithinMinutes: 10,
    suspendAfterMinutes: 10,
    shortestBreakSeconds: 60,
    cardToleranceMinutes: 10,
  },
]

/** The rules in force on a date ('YYYY-MM-DD'); the first set also covers the time before it. */
export function ruleSetFor(date: string): AttendanceRules {
  return RULE_SETS.findLast((rules) => rules.inForceFrom <= date) ?? RULE_SETS[0]
}

/** The shortest break that counts, by the date from which it is in force. */
export function shortestBreaks(): { inForceFrom: string; seconds: number }[] {
  return RULE_SETS.map(({ inForceFrom, shortestBreakSeconds }) => ({ inForceFrom, seconds: shortestBreakSeconds }))
}
