import * as z from 'zod'

import { withActor } from '@/db/client'
import { findStaff, selectKeepers, selectRoles } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { staffId } from '@/services/ids'

export const getStaffMemberInput = z.strictObject({ staffId })

/**
 * One member of staff with the roles in the municipalities where the actor may change staff; an account without a role
 * is shown where the last ones were. `roles` are those that were given by hand; `followedRoles` follow a provider's
 * groups. `hasOtherRoles` means that the member also works elsewhere, so that name, sign-in
 * and access cannot be changed here.
 * @throws DomainError `access.not-allowed`, `access.not-found`, also for staff of other municipalities only.
 */
export async function getStaffMember(actor: Actor, input: z.infer<typeof getStaffMemberInput>) {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  return withActor(actor, async (tx) => {
    const member = found(await findStaff(tx, input.staffId))
    const all = await selectRoles(tx, [input.staffId])
    const here = all.filter((role) => own.includes(role.municipalityId))
    const roles = here.filter((role) => role.givenBy === null)
    const followedRoles = here.filter((role) => role.givenBy !== null)
    const keepers = await selectKeepers(tx, input.staffId)
    if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')
    return { ...member, roles, followedRoles, hasOtherRoles: !keepers.every((id) => own.includes(id)) }
  })
}
