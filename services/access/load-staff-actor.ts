import { and, eq, isNull } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { roleAssignments, staff } from '@/db/schema/people'
import type { StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'

export type SignedInStaff = { actor: StaffActor; name: string; language: UiLanguage }

/** A signed-in member of staff with the roles she holds now; null when she was shut out meanwhile. */
export async function loadStaffActor(staffId: StaffId): Promise<SignedInStaff | null> {
  return withActor({ kind: 'system', name: 'sign-in' }, async (tx) => {
    const rows = await tx
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
    const first = rows[0]
    if (!first) return null
    const roles = rows.flatMap(({ role, municipalityId, siteId }) =>
      role && municipalityId ? [{ role, municipalityId, siteId }] : [],
    )
    return { actor: { kind: 'staff', staffId, roles }, name: first.name, language: first.language }
  })
}
