import type { Transaction } from '@/db/client'
import { findPerson } from '@/db/queries/shown-persons'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { mayBeShown } from '@/domain/people/may-be-shown'
import { found } from '@/services/found'

/**
 * A person whom the actor may see.
 * @throws DomainError `access.not-found`, both for an unknown id and for a person protected elsewhere.
 */
export async function getShownPerson(tx: Transaction, actor: Actor, personId: PersonId) {
  const person = found(await findPerson(tx, personId))
  if (!mayBeShown(actor, person)) throw new DomainError('access.not-found')
  return person
}
