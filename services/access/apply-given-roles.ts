import type { Transaction } from '@/db/client'
import { deleteGivenRole, selectGivenRoles } from '@/db/queries/sign-in-providers'
import { lockStaffRoles, saveRoles, selectAdministered, selectKeepers, updateStaff } from '@/db/queries/staff'
import type { MunicipalityId, ProviderId, StaffId } from '@/domain/ids'
import { followRoles, type GivenRole } from '@/domain/people/follow-roles'
import type { StaffRole } from '@/domain/people/roles'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { SIGN_IN } from '@/services/system-actors'

import { raiseAccess } from './raise-access'

type Provider = { providerId: ProviderId; municipalityId: MunicipalityId; name: string; untilOn: string | null }

/**
 * Lets the roles that a provider has given somebody follow what their groups mean now. The role of the last
 * administrator of the municipality is kept, and ends at a later sign-in, once there is another.
 */
export async function applyGivenRoles(
  tx: Transaction,
  { providerId, municipalityId, name, untilOn }: Provider,
  { staffId, meant }: { staffId: StaffId; meant: readonly StaffRole[] },
): Promise<void> {
  await lockStaffRoles(tx)
  const before = await selectGivenRoles(tx, staffId, providerId)
  const keepers = await selectKeepers(tx, staffId)
  const { save, remove, given, ended } = followRoles({ before, meant, today: dateOf(Date.now()), lastOn: untilOn })
  const write = (rows: readonly GivenRole[]) =>
    saveRoles(
      tx,
      staffId,
      rows.map((row) => ({ ...row, municipalityId, siteId: null, givenBy: providerId })),
    )
  const hadAdministrator = (await selectAdministered(tx, [municipalityId])).length > 0
  await write(save)
  for (const role of remove) await deleteGivenRole(tx, { staffId, givenBy: providerId, role })
  const kept = before.filter(({ role }) => role === 'administrator' && ended.includes(role))
  const isLast = hadAdministrator && (await selectAdministered(tx, [municipalityId])).length === 0
  if (isLast) await write(kept)
  const keptRoles = isLast ? kept.map(({ role }) => role) : []
  const endedRoles = ended.filter((role) => !keptRoles.includes(role))
  // Their other sessions began with roles that they have no more.
  if (endedRoles.length > 0) await raiseAccess(tx, { kind: 'staff', id: staffId })
  await updateStaff(tx, staffId, { keptBy: keepers })
  if (given.length + ended.length === 0) return
  await writeAudit(tx, SIGN_IN, {
    action: 'staff.roles-followed',
    municipalityId,
    subjectId: staffId,
    details: {
      ...{ providerId, provider: name },
      ...{ givenRoles: given.join(' '), endedRoles: endedRoles.join(' '), keptRoles: keptRoles.join(' ') },
    },
  })
}
