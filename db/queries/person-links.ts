import { and, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { personLinks, roleAssignments } from '@/db/schema/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffRole } from '@/domain/people/roles'

type Keepers = { municipalityId: MunicipalityId; roles: readonly StaffRole[] }

/** Revokes standing links of a person that were made by staff who hold none of these roles there. @returns how many. */
export async function revokeLinksOfStrangers(
  tx: Transaction,
  personId: PersonId,
  { municipalityId, roles }: Keepers,
): Promise<number> {
  const held = tx
    .select({ one: sql`1` })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.staffId, personLinks.createdBy),
        eq(roleAssignments.municipalityId, municipalityId),
        sql`${roleAssignments.role} in ${[...roles]}`,
      ),
    )
  const revoked = await tx
    .update(personLinks)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(personLinks.personId, personId),
        isNull(personLinks.revokedAt),
        isNotNull(personLinks.createdBy),
        notExists(held),
      ),
    )
    .returning({ id: personLinks.id })
  return revoked.length
}
