import { and, eq, isNull } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { personLinks, persons } from '@/db/schema/people'
import type { PersonId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'

import { hashSecret } from './secret'

export type LinkedPerson = { personId: PersonId; displayName: string; language: UiLanguage; isProtected: boolean }

/** The participant whose personal link holds this secret; null when there is none or it was revoked. */
export async function findPersonByLink(secret: string): Promise<LinkedPerson | null> {
  return withActor({ kind: 'system', name: 'sign-in' }, async (tx) => {
    const rows = await tx
      .select({
        personId: persons.id,
        displayName: persons.displayName,
        language: persons.uiLanguage,
        isProtected: persons.protectedIdentity,
      })
      .from(personLinks)
      .innerJoin(persons, eq(persons.id, personLinks.personId))
      .where(and(eq(personLinks.secretHash, hashSecret(secret)), isNull(personLinks.revokedAt)))
    return rows[0] ?? null
  })
}
