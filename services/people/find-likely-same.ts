import { withActor, type Transaction } from '@/db/client'
import { selectNameWords } from '@/db/queries/named'
import { selectLikely } from '@/db/queries/person-identities'
import { selectShownPersons } from '@/db/queries/shown-persons'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { fullNameOf } from '@/domain/people/full-name'
import { nameWordsOf } from '@/domain/people/fold-name'
import { areNamesakes } from '@/domain/people/namesakes'
import { assertAllowed } from '@/domain/people/permissions'

/** What is known of a person before they are saved. */
export type NewPerson = {
  homeMunicipalityId: MunicipalityId
  displayName: string
  givenName: string
  familyName: string
  bornOn: string | null
}

export type LikelySame = {
  personId: PersonId
  displayName: string
  fullName: string
  bornOn: string | null
  cardNumber: string
}

/**
 * Participants of the same municipality who may be this person: a legal name that can be taken for theirs in any spelling
 * and script, and no other day of birth. Persons of other municipalities and protected persons are never among them, so the
 * answer says of nobody else that they exist.
 */
export async function findLikelySame(actor: Actor, person: NewPerson): Promise<LikelySame[]> {
  assertAllowed(actor, 'participant.change', person.homeMunicipalityId)
  return withActor(actor, (tx) => listLikelySame(tx, person))
}

const WORDS_MAX = 8

/** A name, and the same with each of its words left out: the other one may have been written without a middle name. */
function shorterNames(name: string): string[] {
  const words = nameWordsOf(name).slice(0, WORDS_MAX)
  if (words.length < 3) return [name]
  return [name, ...words.map((_, at) => words.toSpliced(at, 1).join(' '))]
}

export async function listLikelySame(tx: Transaction, person: NewPerson): Promise<LikelySame[]> {
  const fullName = fullNameOf(person)
  const likely = await selectLikely(tx, { ...person, names: shorterNames(fullName) })
  if (likely.length === 0) return []
  const ids = likely.map(({ personId }) => personId)
  const shown = new Map((await selectShownPersons(tx, ids)).map((one) => [one.personId, one]))
  const candidates = likely.flatMap((one) => {
    const known = shown.get(one.personId)
    if (!known || known.isProtected) return []
    return [{ ...one, fullName: fullNameOf(one), displayName: known.displayName }]
  })
  const names = [fullName, ...candidates.map((one) => one.fullName)]
  const words = await selectNameWords(tx, names)
  const [own, ...theirs] = names.map((name, at) => ({ name, words: words[at] ?? [] }))
  return candidates
    .filter((_, at) => {
      const other = theirs[at]
      return own !== undefined && other !== undefined && areNamesakes(own, other)
    })
    .map(({ personId, displayName, fullName: legalName, bornOn }) => ({
      ...{ personId, displayName, fullName: legalName, bornOn },
      cardNumber: cardNumberOf(personId),
    }))
}
