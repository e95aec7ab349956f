import { z } from 'zod'

import { withActor } from '@/db/client'
import { findParticipantByNumber } from '@/db/queries/people'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { parseIdentityNumber } from '@/domain/people/identity-number'
import { assertAllowed, municipalitiesWhere } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { hashIdentityNumber } from './seal-identity-number'
import { line } from '@/protocol/bounded'

const WRITTEN_MAX = 100

export const findByIdentityNumberInput = z.strictObject({
  identityNumber: line(WRITTEN_MAX),
})

/**
 * The participant of an identity number, among those that `listParticipants` shows the actor. The number is compared
 * by its keyed hash and is neither logged nor audited: nobody sees a number that she does not have already.
 * @throws DomainError `people.identity-number-invalid`, `access.not-found`, both with the field `identityNumber`.
 * @source docs/legal-sources.md#protected-identity
 */
export async function findByIdentityNumber(
  actor: Actor,
  input: z.infer<typeof findByIdentityNumberInput>,
): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'participant.list')
  const hash = hashIdentityNumber(parseIdentityNumber(input.identityNumber, dateOf(Date.now())))
  const scope = {
    municipalityIds: municipalitiesWhere(actor, 'participant.list'),
    changeableIn: municipalitiesWhere(actor, 'participant.change'),
  }
  const personId = await withActor(actor, (tx) => findParticipantByNumber(tx, scope, hash))
  if (personId === null) throw new DomainError('access.not-found', { field: 'identityNumber' })
  return { personId }
}
