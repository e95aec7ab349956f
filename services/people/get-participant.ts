import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectRegistrations } from '@/db/queries/people'
import { findIdentity } from '@/db/queries/person-identities'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { mayKnowIdentity } from '@/domain/people/may-be-shown'
import { assertAllowed } from '@/domain/people/permissions'
import { personId } from '@/services/ids'
import { getShownPerson } from './get-shown-person'
import { readNames } from './seal-names'

export const getParticipantInput = z.strictObject({ personId })

/**
 * One participant. Given and family name, whether there is a number, and the registrations are included for those who
 * may change their data; a protected person is visible to nobody else.
 * @throws DomainError `access.not-found`.
 */
export async function getParticipant(actor: Actor, input: z.infer<typeof getParticipantInput>) {
  assertAllowed(actor, 'participant.list')
  return withActor(actor, async (tx) => {
    const person = await getShownPerson(tx, actor, input.personId)
    const mayChange = mayKnowIdentity(actor, person)
    const cardNumber = cardNumberOf(person.personId)
    if (!mayChange) return { ...person, cardNumber, mayChange, ...UNKNOWN, registrations: [] }
    const identity = await findIdentity(tx, person.personId)
    const names = readNames(person.personId, identity)
    return {
      ...person,
      ...{ cardNumber, mayChange },
      givenName: names?.givenName ?? null,
      familyName: names?.familyName ?? null,
      hasIdentityNumber: identity?.hasIdentityNumber ?? false,
      registrations: await selectRegistrations(tx, person.personId),
    }
  })
}

const UNKNOWN = { givenName: null, familyName: null, hasIdentityNumber: null }
