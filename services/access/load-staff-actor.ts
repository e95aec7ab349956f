import { and, eq, isNull } from 'drizzle-orm'

import { withActor, type Transaction } from '@/db/client'
import { findGeneration } from '@/db/queries/access-generations'
import { roleAssignments, staff } from '@/db/schema/people'
import type { StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'

export type SignedInStaff = { actor: StaffActor; name: string; language: UiLanguage }
type Begun = { staffId: StaffId; generation: number }

/**
 * A signed-in member of staff with the roles held now; null when the account was shut out meanwhile, or the session,
 * begun in an earlier generation of its access, was ended.
 */
export async function loadStaffActor({ staffId, generation }: Begun): Promise<SignedInStaff | null> {
  return withActor({ kind: 'system', name: 'sign-in' }, async (tx) => {
    const asked = selectActive(tx, staffId)
    const [current, rows] = await Promise.all([findGeneration(tx, { kind: 'staff', id: staffId }), asked])
    const first = rows[0]
    if (!first || current !== generation) return null
    const roles = rows.flatMap(({ role, municipalityId, siteId }) =>
      role && municipalityId ? [{ role, municipalityId, siteId }] : [],
    )
    return { actor: { kind: 'staff', staffId, roles }, name: first.name, language: first.language }
  })
}

async function selectActive(tx: Transaction, staffId: StaffId) {
  return tx
    .select({
      name: staff.name,
      language: staff.language,
      role: roleAssignments.role,
      municipalityId: roleAssignments.municipalityId,
      siteId: roleAssignments.siteId,
    })
    .from(staff)
    .leftJoin(roleAssignments, eq(roleAssignments.staffId, staff.id))
    .where(and(eq(staff.id, staffId), isNull(staff.disabledAt)))
}
