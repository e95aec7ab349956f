import { coveredUpToAge, COVERED_FROM_AGE } from '../rules/orientation-ages'
import { permitRuleOn, type PermitRule } from '../rules/permit-grounds'
import { addYears } from '../rules/statutory-time'
import type { FundingCategory, PermitGround, TargetGroup } from './vocabulary'

/**
 * A permit with its first and last day ('YYYY-MM-DD'); null without an end. `recordedFunding`: as it was recorded by hand,
 * for a ground that does not say it.
 */
export type HeldPermit = {
  ground: PermitGround
  fromOn: string
  untilOn: string | null
  recordedFunding?: FundingCategory | null
}

export const ENTITLEMENT_REASONS = [
  'permit',
  'no-permit',
  'no-rule',
  'too-young',
  'over-age',
  'birth-unknown',
  'time-over',
] as const
export type EntitlementReason = {
  code: (typeof ENTITLEMENT_REASONS)[number]
  ground: PermitGround | null
  /** The day that it depends on, 'YYYY-MM-DD'. */
  on: string | null
  source: string | null
  isChecked: boolean
}

export type Entitlement = {
  targetGroup: TargetGroup
  funding: FundingCategory
  /** The last day on which it must be offered; null while no registration is known. */
  offeredUntilOn: string | null
  /** What decided it, the most important first. */
  reasons: EntitlementReason[]
}

type Facts = {
  permits: readonly HeldPermit[]
  bornOn: string | null
  /** The first registration in any municipality that is known. */
  firstRegisteredOn: string | null
}

const OFFERED_YEARS = 3
const OFFERED_SOURCE = 'lag (2013:156) 4 §'
/** The group that a person has the most by, when several permits are in force. */
const PRECEDENCE: readonly TargetGroup[] = ['establishment', 'extended', 'none', 'unknown']

/**
 * The target group and the funding of a person on a day ('YYYY-MM-DD'), and why. A fact that is missing makes nothing
 * unknown that the others decide.
 * @source lag (2013:156) 1 a §, 2 §, 2 a § and 4 §; docs/legal-sources.md#target-groups
 */
export function entitlementOf({ permits, bornOn, firstRegisteredOn }: Facts, onDate: string): Entitlement {
  const offeredUntilOn = firstRegisteredOn === null ? null : addYears(firstRegisteredOn, OFFERED_YEARS)
  const late = offeredUntilOn !== null && offeredUntilOn < onDate ? [timeOver(offeredUntilOn)] : []
  const held = permits.filter(({ fromOn, untilOn }) => fromOn <= onDate && (untilOn === null || untilOn >= onDate))
  const [permit] = held
    .map((one) => ({ ...one, rule: permitRuleOn(one.ground, onDate) }))
    .toSorted((one, other) => precedence(one.rule) - precedence(other.rule))
  if (!permit) return { ...UNKNOWN, offeredUntilOn, reasons: [because('no-permit'), ...late] }
  const { ground, rule } = permit
  if (!rule) {
    return { ...UNKNOWN, offeredUntilOn, reasons: [because('no-rule', { ground, on: permit.fromOn }), ...late] }
  }
  const { source, isChecked } = rule
  const funding = rule.funding === 'unknown' ? (permit.recordedFunding ?? 'unknown') : rule.funding
  const byPermit = because('permit', { ground, on: permit.fromOn, source, isChecked })
  const byAge = rule.targetGroup === 'none' ? [] : reasonsOfAge(bornOn, onDate)
  const isOutside = byAge.some(({ code }) => code !== 'birth-unknown')
  const reasons = isOutside ? [...byAge, byPermit, ...late] : [byPermit, ...byAge, ...late]
  return { targetGroup: isOutside ? 'none' : rule.targetGroup, funding, offeredUntilOn, reasons }
}

const UNKNOWN = { targetGroup: 'unknown', funding: 'unknown' } as const

function precedence(rule: PermitRule | null): number {
  return PRECEDENCE.indexOf(rule?.targetGroup ?? 'unknown')
}

function reasonsOfAge(bornOn: string | null, onDate: string): EntitlementReason[] {
  if (bornOn === null) return [because('birth-unknown')]
  const adultOn = addYears(bornOn, COVERED_FROM_AGE)
  if (adultOn > onDate) return [because('too-young', { on: adultOn })]
  const { upTo, source, isChecked } = coveredUpToAge(onDate)
  const overOn = addYears(bornOn, upTo)
  return overOn <= onDate ? [because('over-age', { on: overOn, source, isChecked })] : []
}

function timeOver(on: string): EntitlementReason {
  return because('time-over', { on, source: OFFERED_SOURCE })
}

function because(code: EntitlementReason['code'], more: Partial<EntitlementReason> = {}): EntitlementReason {
  return { code, ground: null, on: null, source: null, isChecked: true, ...more }
}
