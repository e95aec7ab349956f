import type { FundingCategory, PermitGround, TargetGroup } from '../people/vocabulary'

export type PermitRule = {
  /** 'YYYY-MM-DD'. */
  inForceFrom: string
  targetGroup: TargetGroup
  funding: FundingCategory
  /** The provision, as officers cite it. */
  source: string
  /** Whether the text in force has been read at its source; the page says when it has not. */
  isChecked: boolean
}

const ACT_SINCE = '2013-05-01'
const ACT = 'lag (2013:156)'

const establishment = (source: string, more: Partial<PermitRule> = {}): PermitRule => ({
  ...{ inForceFrom: ACT_SINCE, targetGroup: 'establishment', funding: 'standard_grant', isChecked: true },
  source: `${ACT} 1 a §, ${source}`,
  ...more,
})
const extended = (source: string, funding: FundingCategory): PermitRule => ({
  ...{ inForceFrom: ACT_SINCE, targetGroup: 'extended', funding, isChecked: false },
  source: `${ACT} 2 §, ${source}`,
})

/**
 * What follows from each ground, by date. The list of the extended group was changed by SFS 2024:1224, 2025:226 and from
 * 2026 by 2024:1225 and 2025:227, whose wording has not been read: those rules are unchecked.
 * @source lag (2013:156) 1 a §, 2 § and 2 a §, förordning (2010:1122) 5 § and 5 a §;
 * docs/legal-sources.md#target-groups
 */
const RULES: Readonly<Record<PermitGround, readonly PermitRule[]>> = {
  refugee: [establishment('utlänningslagen 5 kap. 1 §')],
  subsidiary_protection: [establishment('utlänningslagen 5 kap. 2 §')],
  resettled: [establishment('utlänningslagen 5 kap. 4 §')],
  distressing_circumstances: [establishment('utlänningslagen 5 kap. 6 §')],
  impediment_to_enforcement: [establishment('utlänningslagen 12 kap. 18 §')],
  // Covered since these persons are registered as residents like others.
  temporary_protection: [establishment('utlänningslagen 21 kap.', { inForceFrom: '2024-06-18', isChecked: false })],
  chapter_22: [establishment('utlänningslagen 22 kap.')],
  family_of_protected: [extended('utlänningslagen 5 kap. 3 §; förordning (2010:1122) 5 a §', 'standard_grant')],
  family_tie: [extended('utlänningslagen 5 kap. 3 § och 3 a §', 'none')],
  family_of_worker: [extended('familjemedlem till arbetstagare', 'none')],
  residence_card: [extended('uppehållskort', 'none')],
  eea_citizen: [
    { inForceFrom: ACT_SINCE, targetGroup: 'none', funding: 'none', source: `${ACT} 2 a §`, isChecked: true },
  ],
  other: [],
  establishment_unspecified: [establishment('okänt tillstånd', { funding: 'unknown', isChecked: false })],
  extended_unspecified: [extended('okänt tillstånd', 'unknown')],
}

/** What follows from a ground on a day ('YYYY-MM-DD'); null when no rule was in force for it. */
export function permitRuleOn(ground: PermitGround, date: string): PermitRule | null {
  return RULES[ground].findLast((rule) => rule.inForceFrom <= date) ?? null
}
