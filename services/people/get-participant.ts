import { z } from 'zod'

import { withActor } from '@/db/client'
import { findPerson, selectRegistrations } from '@/db/queries/people'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { personId } from '@/services/ids'

export const getParticipantInput = z.strictObject({ personId })

/**
 * One participant. Given and family name and the registrations are there for those who may change her; a protected
 * person is there for nobody else.
 * @throws DomainError `access.not-found`.
 */
export async function getParticipant(actor: Actor, input: z.infer<typeof getParticipantInput>) {
  assertAllowed(actor, 'participant.list')
  return withActor(actor, async (tx) => {
    const { givenName, familyName, ...person } = found(await findPerson(tx, input.personId))
    const mayChange = isAllowed(actor, 'participant.change', person.homeMunicipalityId)
    if (!mayChange && person.isProtected) throw new DomainError('access.not-found')
    const cardNumber = cardNumberOf(person.personId)
    if (!mayChange) return { ...person, cardNumber, mayChange, givenName: null, familyName: null, registrations: [] }
    const registrations = await selectRegistrations(tx, person.personId)
    return { ...person, cardNumber, mayChange, givenName, familyName, registrations }
  })
}
