import { withActor } from '@/db/client'
import { saveIdentity, type Names } from '@/db/queries/person-identities'
import { homeRegistrations, persons, roleAssignments, staff } from '@/db/schema/people'
import type { MunicipalityId, PersonId, SiteId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import type { StaffRole } from '@/domain/people/roles'
import { getParticipant } from '@/services/people/get-participant'
import { openProtected } from '@/services/people/open-protected'
import { sealNames } from '@/services/people/seal-names'

import { given } from './regions'
import { nextNumber, SET_UP } from './set-up'

type Held = { role: StaffRole; municipalityId: MunicipalityId; siteId?: SiteId }

/** A staff member with roles, as the signed-in actor. The account's password does not work. */
export async function makeStaff(...held: Held[]): Promise<StaffActor> {
  const number = nextNumber()
  const roles = held.map((role) => ({ siteId: null, ...role }))
  const staffId = await withActor(SET_UP, async (tx) => {
    const values = { email: `staff-${number}@example.org`, name: `Staff ${number}`, passwordHash: 'none' }
    const [row] = await tx.insert(staff).values(values).returning({ id: staff.id })
    const { id } = given(row)
    if (roles.length > 0) await tx.insert(roleAssignments).values(roles.map((role) => ({ ...role, staffId: id })))
    return id
  })
  return { kind: 'staff', staffId, roles }
}

const NO_FACTS = { bornOn: null, legalSex: null, dossierNumber: null }

/** What a form of a participant sends of the fields that nobody filled in. */
export const NO_DETAILS = {
  ...{ languages: [], literacy: null, needs: [], permits: [], otherThan: [] },
  ...{ bornOn: null, legalSex: null, dossierNumber: '', phone: '', email: '', address: '', contactPerson: '' },
}

type PersonValues = Partial<Omit<typeof persons.$inferInsert, 'homeMunicipalityId'>> & Partial<Names>

/**
 * A participant whose legal name is Anna Exempel, unless `values` say otherwise; names of a protected one are
 * encrypted.
 */
export async function makePerson(
  homeMunicipalityId: MunicipalityId,
  { givenName = 'Anna', familyName = 'Exempel', ...values }: PersonValues = {},
): Promise<PersonId> {
  return withActor(SET_UP, async (tx) => {
    const [row] = await tx
      .insert(persons)
      .values({
        displayName: `Anna ${nextNumber()}`,
        uiLanguage: 'ti',
        spokenLanguage: 'ti',
        ...values,
        homeMunicipalityId,
      })
      .returning({ id: persons.id })
    const { id } = given(row)
    const names = { givenName, familyName }
    const kept = values.protectedIdentity ? sealNames(id, names) : names
    await saveIdentity(tx, { personId: id, homeMunicipalityId, names: kept, facts: NO_FACTS })
    const registration = { personId: id, municipalityId: homeMunicipalityId, fromOn: '2020-01-01' }
    await tx.insert(homeRegistrations).values(registration)
    return id
  })
}

/** Gives a reason for a protected person's data; nothing for anybody else. */
export async function openIfProtected(actor: Actor, personId: PersonId | null): Promise<void> {
  if (personId === null) return
  const person = await getParticipant(actor, { personId })
  if (person.isProtected) await openProtected(actor, { personId, reason: 'Kontroll' })
}
