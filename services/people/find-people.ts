import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { plainDigits } from '@/domain/text/plain-number'

import { findByIdentityNumber } from './find-by-identity-number'
import { getParticipant } from './get-participant'
import { listParticipants, listParticipantsInput } from './list-participants'

const FOUND_MAX = 8
/** No name has so many digits: what is typed is an identity number. */
const DIGITS_OF_A_NUMBER = 6

export type FoundPerson = {
  personId: PersonId
  displayName: string
  cardNumber: string
  homeMunicipalityName: string
}

/** Whether a search is for an identity number, which must not appear in an address. */
export function isNumberSearch(search: string): boolean {
  return plainDigits(search).length >= DIGITS_OF_A_NUMBER
}

/**
 * The first participants whose name or identity number is `search`, for a quick search from anywhere. Protected persons
 * are never among them: they are found in the list, by those who may.
 * @source docs/legal-sources.md#protected-identity
 */
export async function findPeople(actor: Actor, { search }: { search: string }): Promise<{ people: FoundPerson[] }> {
  if (isNumberSearch(search)) return { people: await findOne(actor, search) }
  const input = listParticipantsInput.parse({ search, pageSize: FOUND_MAX })
  const { rows } = await listParticipants(actor, input)
  return {
    people: rows
      .filter((row) => !row.isProtected)
      .map(({ personId, displayName, cardNumber, homeMunicipalityName }) => ({
        ...{ personId, displayName, cardNumber, homeMunicipalityName },
      })),
  }
}

/** A number that is wrong, unknown, or of somebody whom the actor may not see finds nobody: one answer for all. */
async function findOne(actor: Actor, identityNumber: string): Promise<FoundPerson[]> {
  try {
    const { personId } = await findByIdentityNumber(actor, { identityNumber })
    const { isProtected, displayName, cardNumber, homeMunicipalityName } = await getParticipant(actor, { personId })
    return isProtected ? [] : [{ personId, displayName, cardNumber, homeMunicipalityName }]
  } catch (cause) {
    if (cause instanceof DomainError && cause.code !== 'access.not-allowed') return []
    throw cause
  }
}
