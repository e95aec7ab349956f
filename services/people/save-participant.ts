import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findPerson, insertPerson, updatePerson, upsertRegistration } from '@/db/queries/people'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import { SPOKEN_LANGUAGES, UI_LANGUAGES } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { parseIdentityNumber } from '@/domain/people/identity-number'
import { assertAllowed } from '@/domain/people/permissions'
import { FUNDING_CATEGORIES, TARGET_GROUPS } from '@/domain/people/words'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId, personId } from '@/services/ids'
import { refuseTaken } from '@/services/refuse-taken'
import { sealIdentityNumber } from './seal-identity-number'
import { line, lineOrNothing } from '@/protocol/bounded'

const DISPLAY_NAME_MAX = 80
const TAKEN = {
  persons_identity_number_hash_unique: new DomainError('people.identity-number-taken', { field: 'identityNumber' }),
}

export const saveParticipantInput = z.strictObject({
  personId: personId.nullable(),
  /** As she wants it shown; for a protected person an alias. */
  displayName: line(DISPLAY_NAME_MAX),
  givenName: nameField,
  familyName: nameField,
  /** Null leaves it as it is, empty takes it away. */
  identityNumber: lineOrNothing(20).nullable(),
  uiLanguage: z.enum(UI_LANGUAGES),
  spokenLanguage: z.enum(SPOKEN_LANGUAGES),
  targetGroup: z.enum(TARGET_GROUPS),
  fundingCategory: z.enum(FUNDING_CATEGORIES),
  isProtected: z.boolean(),
  /** Of a new participant; a move is `changeHomeMunicipality`. */
  homeMunicipalityId: municipalityId,
  registeredFromOn: dateField.nullable(),
})

type Input = z.infer<typeof saveParticipantInput>

/**
 * Adds a participant or changes one.
 * @throws DomainError `people.identity-number-invalid`, `people.identity-number-taken`, `access.not-found`.
 */
export async function saveParticipant(actor: Actor, input: Input): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'participant.change', input.homeMunicipalityId)
  const values = {
    displayName: input.displayName,
    givenName: input.givenName,
    familyName: input.familyName,
    uiLanguage: input.uiLanguage,
    spokenLanguage: input.spokenLanguage,
    targetGroup: input.targetGroup,
    fundingCategory: input.fundingCategory,
    protectedIdentity: input.isProtected,
    homeMunicipalityId: input.homeMunicipalityId,
    ...identityValues(input.identityNumber),
  }
  const save = withActor(actor, async (tx) => {
    const id = input.personId === null ? await add(tx, input, values) : await change(tx, { id: input.personId, values })
    await writeAudit(tx, actor, {
      action: 'participant.saved',
      municipalityId: input.homeMunicipalityId,
      subjectId: id,
      details: {
        isNew: input.personId === null,
        isProtected: input.isProtected,
        hasNewIdentityNumber: Boolean(input.identityNumber),
      },
    })
    return { personId: id }
  })
  return refuseTaken(TAKEN, save)
}

type Values = Parameters<typeof insertPerson>[1]

async function add(tx: Transaction, input: Input, values: Values): Promise<PersonId> {
  const id = await insertPerson(tx, values)
  const fromOn = input.registeredFromOn ?? dateOf(Date.now())
  await upsertRegistration(tx, { personId: id, municipalityId: input.homeMunicipalityId, fromOn })
  return id
}

async function change(tx: Transaction, { id, values }: { id: PersonId; values: Values }): Promise<PersonId> {
  const person = found(await findPerson(tx, id))
  if (person.homeMunicipalityId !== values.homeMunicipalityId) throw new DomainError('access.not-found')
  await updatePerson(tx, id, values)
  return id
}

function identityValues(written: string | null) {
  if (written === null) return {}
  if (written === '') return { identityNumberEncrypted: null, identityNumberHash: null }
  const { encrypted, hash } = sealIdentityNumber(parseIdentityNumber(written, dateOf(Date.now())))
  return { identityNumberEncrypted: encrypted, identityNumberHash: hash }
}
