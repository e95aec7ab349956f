/**
 * Why a person is entitled to civic orientation.
 * @source lag (2013:156) 1 a § and 2 §, docs/legal-sources.md#target-groups
 */
export const TARGET_GROUPS = ['establishment', 'extended'] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/** Who pays; kept apart from the target group because the standard grant does not cover everyone in it. */
export const FUNDING_CATEGORIES = ['standard_grant', 'none', 'unknown'] as const
export type FundingCategory = (typeof FUNDING_CATEGORIES)[number]
