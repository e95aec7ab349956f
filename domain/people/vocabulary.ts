/**
 * Why a person is entitled to civic orientation: the establishment group or the extended one. `none` when the law leaves
 * them out, `unknown` when a fact is missing that decides it.
 * @source lag (2013:156) 1 a § and 2 §, docs/legal-sources.md#target-groups
 */
export const TARGET_GROUPS = ['establishment', 'extended', 'none', 'unknown'] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/**
 * Who pays; kept apart from the target group because the standard grant does not cover everyone in it.
 * @source förordning (2010:1122) 5 § and 5 a §, docs/legal-sources.md#standard-grant
 */
export const FUNDING_CATEGORIES = ['standard_grant', 'none', 'unknown'] as const
export type FundingCategory = (typeof FUNDING_CATEGORIES)[number]

/**
 * The ground of a residence permit, or of a right to stay without one. Target group and funding follow from it; the two
 * `*_unspecified` are for persons of whom only the group is known.
 * @source docs/legal-sources.md#target-groups
 */
export const PERMIT_GROUNDS = [
  'refugee',
  'subsidiary_protection',
  'resettled',
  'distressing_circumstances',
  'impediment_to_enforcement',
  'temporary_protection',
  'chapter_22',
  'family_of_protected',
  'family_tie',
  'family_of_worker',
  'residence_card',
  'eea_citizen',
  'other',
  'establishment_unspecified',
  'extended_unspecified',
] as const
export type PermitGround = (typeof PERMIT_GROUNDS)[number]

/** As registered in folkbokföringen. */
export const LEGAL_SEXES = ['female', 'male'] as const
export type LegalSex = (typeof LEGAL_SEXES)[number]

/** How a person reads, in any language. */
export const LITERACIES = ['none', 'some', 'fluent'] as const
export type Literacy = (typeof LITERACIES)[number]

/** What a person needs to take part: only what somebody has to arrange, and no reason for it. */
export const NEEDS = ['hearing', 'sight', 'step_free', 'borrowed_device', 'child_minding', 'transport'] as const
export type Need = (typeof NEEDS)[number]

/** Ways to reach a person, each kept encrypted. */
export const CONTACT_KINDS = ['phone', 'email', 'address', 'contact_person'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]
