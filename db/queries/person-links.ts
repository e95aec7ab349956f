import { and, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { personLinks, persons, roleAssignments } from '@/db/schema/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffRole } from '@/domain/people/roles'

import { isHeldToday } from './staff'

/** The person whose link has this secret, whether or not it was revoked. */
export async function findLinkBySecret(tx: Transaction, secretHash: string) {
  const [row] = await tx
    .select({
      linkId: personLinks.id,
      revokedAt: personLinks.revokedAt,
      personId: persons.id,
      displayName: persons.displayName,
      language: persons.uiLanguage,
      isProtected: persons.protectedIdentity,
      homeMunicipalityId: persons.homeMunicipalityId,
    })
    .from(personLinks)
    .innerJoin(persons, eq(persons.id, personLinks.personId))
    .where(eq(personLinks.secretHash, secretHash))
  return row ?? null
}

export async function insertLink(tx: Transaction, values: typeof personLinks.$inferInsert): Promise<void> {
  await tx.insert(personLinks).values(values)
}

/** Revokes all valid links of a person. */
export async function revokeLinks(tx: Transaction, personId: PersonId, revokedAt: Date): Promise<void> {
  await tx
    .update(personLinks)
    .set({ revokedAt })
    .where(and(eq(personLinks.personId, personId), isNull(personLinks.revokedAt)))
}

type Keepers = { municipalityId: MunicipalityId; roles: readonly StaffRole[] }

/** Revokes a person's valid links that were made by staff without one of these roles there. @returns how many. */
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
        isHeldToday(),
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
