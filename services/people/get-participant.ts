import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { selectContacts } from '@/db/queries/contacts'
import { hasOpened } from '@/db/queries/openings'
import { selectRegistrations } from '@/db/queries/people'
import { selectPermits } from '@/db/queries/permit-grounds'
import { findIdentity } from '@/db/queries/person-identities'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { entitlementOf } from '@/domain/people/entitlement'
import { knownLanguages } from '@/domain/people/known-languages'
import { mayKnowIdentity } from '@/domain/people/may-be-shown'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { personId } from '@/services/ids'
import { getShownPerson } from './get-shown-person'
import { readContacts } from './seal-contacts'
import { readNames } from './seal-names'

export const getParticipantInput = z.strictObject({ personId })

/**
 * One participant. The legal identity except the number itself, registrations, permits, contacts and what follows from
 * them are included for those who may change their data; a protected person is visible to nobody else, and their data
 * only after an opening.
 * @throws DomainError `access.not-found`.
 */
export async function getParticipant(actor: Actor, input: z.infer<typeof getParticipantInput>) {
  return withActor(actor, (tx) => readParticipant(tx, actor, input))
}

/** The same in a transaction of the actor. */
export async function readParticipant(tx: Transaction, actor: Actor, input: z.infer<typeof getParticipantInput>) {
  assertAllowed(actor, 'participant.list')
  const { alsoSpeaks, reads, ...shown } = await getShownPerson(tx, actor, input.personId)
  const person = { ...shown, languages: knownLanguages({ alsoSpeaks, reads }) }
  const mayChange = mayKnowIdentity(actor, person)
  const cardNumber = cardNumberOf(person.personId)
  const isOpen = mayChange && (!person.isProtected || (await hasOpened(tx, person.personId, 'protected.opened')))
  // Empty for those who may not change the person.
  const registrations = mayChange ? await selectRegistrations(tx, person.personId) : []
  if (!isOpen) return { ...person, cardNumber, mayChange, isOpen, ...UNKNOWN, registrations }
  const identity = await findIdentity(tx, person.personId)
  const names = readNames(person.personId, identity)
  const permits = await selectPermits(tx, person.personId)
  const contacts = readContacts(person.personId, await selectContacts(tx, person.personId))
  const bornOn = identity?.bornOn ?? null
  const firstRegisteredOn = registrations.at(-1)?.fromOn ?? null
  return {
    ...person,
    ...{ cardNumber, mayChange, isOpen },
    givenName: names?.givenName ?? null,
    familyName: names?.familyName ?? null,
    hasIdentityNumber: identity?.hasIdentityNumber ?? false,
    ...{ bornOn, registrations, permits, ...contacts },
    contactPerson: contacts.contact_person,
    legalSex: identity?.legalSex ?? null,
    dossierNumber: identity?.dossierNumber ?? null,
    entitlement: entitlementOf({ permits, bornOn, firstRegisteredOn }, dateOf(Date.now())),
  }
}

const UNKNOWN = {
  ...{ givenName: null, familyName: null, hasIdentityNumber: null, bornOn: null, legalSex: null, dossierNumber: null },
  ...{ permits: [], entitlement: null },
  ...{ phone: null, email: null, address: null, contactPerson: null },
}
