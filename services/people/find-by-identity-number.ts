import * as z from 'zod'

import { withActor } from '@/db/client'
import { findPersonByNumber } from '@/db/queries/person-identities'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { parseIdentityNumber } from '@/domain/people/identity-number'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { hashIdentityNumber } from './seal-identity-number'
import { line } from '@/protocol/bounded'

const WRITTEN_MAX = 100

export const findByIdentityNumberInput = z.strictObject({
  identityNumber: line(WRITTEN_MAX),
})

/**
 * The participant with an identity number, among those whose data the actor may change: numbers can be looked up only
 * in the person's home municipality. The number is compared by its keyed hash and is neither logged nor audited.
 * @throws DomainError `people.identity-number-invalid`, `people.identity-number-temporary`, `access.not-found`, each with
 * the field `identityNumber`.
 * @source docs/legal-sources.md#protected-identity
 */
export async function findByIdentityNumber(
  actor: Actor,
  input: z.infer<typeof findByIdentityNumberInput>,
): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'participant.list')
  const hash = hashIdentityNumber(parseIdentityNumber(input.identityNumber, dateOf(Date.now())))
  const personId = await withActor(actor, (tx) => findPersonByNumber(tx, hash))
  if (personId === null) throw new DomainError('access.not-found', { field: 'identityNumber' })
  return { personId }
}
