import { and, eq, notInArray } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { contacts } from '@/db/schema/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { ContactKind } from '@/domain/people/vocabulary'

/** How to reach a person, encrypted; empty for those who do not keep the register of the home municipality. */
export async function selectContacts(tx: Transaction, personId: PersonId) {
  return tx
    .select({ kind: contacts.kind, sealed: contacts.sealed })
    .from(contacts)
    .where(eq(contacts.personId, personId))
}

type Kept = {
  personId: PersonId
  homeMunicipalityId: MunicipalityId
  contacts: readonly { kind: ContactKind; sealed: Buffer }[]
}

/** Replaces a person's contacts. */
export async function saveContacts(tx: Transaction, { personId, homeMunicipalityId, contacts: kept }: Kept) {
  const kinds = kept.map(({ kind }) => kind)
  const others = kinds.length === 0 ? undefined : notInArray(contacts.kind, kinds)
  await tx.delete(contacts).where(and(eq(contacts.personId, personId), others))
  for (const { kind, sealed } of kept) {
    await tx
      .insert(contacts)
      .values({ personId, homeMunicipalityId, kind, sealed })
      .onConflictDoUpdate({ target: [contacts.personId, contacts.kind], set: { sealed } })
  }
}
