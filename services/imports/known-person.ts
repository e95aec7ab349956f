import type { Transaction } from '@/db/client'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { isSameValue, type PersonValues, type RowPlan, type ValueName } from '@/services/imports/row-plan'
import { readParticipant } from '@/services/people/get-participant'
import { saveParticipantInput, type ParticipantInput } from '@/services/people/save-participant'

export type KnownPerson = { values: PersonValues; input: ParticipantInput }

/** Numbers are not read for an import: only whether there is one. */
const A_NUMBER = 'known'

/** A person of the register as an import compares them; null for one whom it does not touch. */
export async function readKnown(tx: Transaction, actor: Actor, personId: PersonId): Promise<KnownPerson | null> {
  const known = await readParticipant(tx, actor, { personId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'access.not-found') return null
    throw error
  })
  if (!known || known.isProtected || known.givenName === null || known.familyName === null) return null
  const { languages, literacy, needs, homeMunicipalityId, permits, ...rest } = known
  const parsed = saveParticipantInput.safeParse({
    ...{ personId, languages, literacy, needs, homeMunicipalityId },
    ...{ givenName: rest.givenName, familyName: rest.familyName, displayName: rest.displayName },
    ...{ bornOn: rest.bornOn, legalSex: rest.legalSex, spokenLanguage: rest.spokenLanguage },
    ...{ uiLanguage: rest.uiLanguage, phone: rest.phone ?? '', email: rest.email ?? '', address: rest.address ?? '' },
    ...{ contactPerson: rest.contactPerson ?? '', dossierNumber: rest.dossierNumber ?? '' },
    permits: permits.map(({ ground, fromOn, untilOn }) => ({ ground, fromOn, untilOn })),
    ...{ identityNumber: null, registeredFromOn: null, isProtected: false },
  })
  // Something that was stored before today's rules: the form says what.
  if (!parsed.success) return null
  const input = parsed.data
  return {
    input,
    values: { ...pick(input), identityNumber: known.hasIdentityNumber ? A_NUMBER : '', registeredFromOn: null },
  }
}

function pick(input: ParticipantInput): Omit<PersonValues, 'identityNumber' | 'registeredFromOn'> {
  const { givenName, familyName, displayName, bornOn, legalSex, spokenLanguage, uiLanguage } = input
  const { phone, email, address, contactPerson, dossierNumber, permits } = input
  return {
    ...{ givenName, familyName, displayName, bornOn, legalSex, spokenLanguage, uiLanguage },
    ...{ phone, email, address, contactPerson, dossierNumber, permits },
  }
}

/** Whether what a plan found in these fields is still there. */
export function isUnchanged({ values }: KnownPerson, expected: RowPlan['from']): boolean {
  return (Object.keys(expected) as ValueName[]).every((name) => {
    const now = values[name]
    return name === 'identityNumber' ? (now === '') === (expected[name] === '') : isSameValue(now, expected[name])
  })
}

/** Whether nobody has entered what a list does not say: such a person is more than the list made of them. */
export function isAsAdded({ input }: KnownPerson): boolean {
  return input.languages.length === 0 && input.needs.length === 0 && input.literacy === null
}
