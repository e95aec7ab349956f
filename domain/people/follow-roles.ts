import { addDays } from '../time'
import type { StaffRole } from './roles'

/** A role that a provider has given, with its first and last day ('YYYY-MM-DD'). */
export type GivenRole = { role: StaffRole; fromOn: string; untilOn: string | null }

type Sight = {
  /** All roles that the provider has given before, also those that have ended. */
  before: readonly GivenRole[]
  /** The roles that the groups of this sign-in mean. */
  meant: readonly StaffRole[]
  today: string
  /** The provider's last day; its roles last no longer. */
  lastOn: string | null
}

/** What a sign-in changes: rows to save with their days, rows to remove, and what that means for the log. */
export type FollowedRoles = { save: GivenRole[]; remove: StaffRole[]; given: StaffRole[]; ended: StaffRole[] }

/**
 * The roles of a provider after a sign-in. A role that is no longer meant ended yesterday, so that it is over at once; a
 * role that was given today has no earlier day to end on, and is removed.
 */
export function followRoles({ before, meant, today, lastOn }: Sight): FollowedRoles {
  const after: FollowedRoles = { save: [], remove: [], given: [], ended: [] }
  for (const role of new Set(meant)) {
    const known = before.find((one) => one.role === role)
    const isHeld = known !== undefined && isOpen(known, today) && known.fromOn <= today
    if (!isHeld) after.given.push(role)
    if (!isHeld || known.untilOn !== lastOn) {
      after.save.push({ role, fromOn: isHeld ? known.fromOn : today, untilOn: lastOn })
    }
  }
  for (const known of before) {
    if (meant.includes(known.role) || !isOpen(known, today)) continue
    after.ended.push(known.role)
    if (known.fromOn < today) after.save.push({ ...known, untilOn: addDays(today, -1) })
    else after.remove.push(known.role)
  }
  return after
}

function isOpen({ untilOn }: GivenRole, today: string): boolean {
  return untilOn === null || untilOn >= today
}

/** The roles that a member's groups mean. Groups without a row mean none. */
export function rolesOfGroups(
  rows: readonly { groupValue: string; role: StaffRole }[],
  groups: readonly string[],
): StaffRole[] {
  const meant = rows.filter(({ groupValue }) => groups.includes(groupValue)).map(({ role }) => role)
  return [...new Set(meant)]
}
