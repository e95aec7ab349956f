import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { hasOpened } from '@/db/queries/openings'
import { insertPerson, lockPerson, updatePerson, upsertRegistration } from '@/db/queries/people'
import { forgetImported } from '@/db/queries/imports'
import { saveContacts } from '@/db/queries/contacts'
import { isNumberTaken, lockNumber, saveIdentity } from '@/db/queries/person-identities'
import { withdrawRequestOf } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import { SPOKEN_LANGUAGES, UI_LANGUAGES } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { parseIdentityNumber } from '@/domain/people/identity-number'
import { LANGUAGE_USES, spokenAndRead } from '@/domain/people/known-languages'
import { isNameInAlias } from '@/domain/people/names-in-alias'
import { assertAllowed } from '@/domain/people/permissions'
import { LEGAL_SEXES, LITERACIES, NEEDS, PERMIT_GROUNDS } from '@/domain/people/vocabulary'
import { dateOf } from '@/domain/time'
import { line, lineOrNothing } from '@/protocol/bounded'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameOrNothingField } from '@/services/fields'
import { municipalityId, personId } from '@/services/ids'
import { askOthers, enqueueAddressing } from '@/services/transfers/ask-others'
import { listLikelySame } from './find-likely-same'
import { getShownPerson } from './get-shown-person'
import { revokeStrangeCards } from './revoke-strange-cards'
import { assertPermits, savePermits } from './save-permits'
import { sealContacts } from './seal-contacts'
import { sealIdentityNumber } from './seal-identity-number'
import { sealNames } from './seal-names'

const DISPLAY_NAME_MAX = 80

const LANGUAGES_MAX = 10
const PERMITS_MAX = 20
const LIKELY_MAX = 200
const EMAIL_MAX = 200

const emailOrNothing = lineOrNothing(EMAIL_MAX).pipe(z.literal('').or(z.email()))

const permit = z.strictObject({
  ground: z.enum(PERMIT_GROUNDS),
  fromOn: dateField,
  /** The last day; null while none is known. */
  untilOn: dateField.nullable(),
})

export const saveParticipantInput = z.strictObject({
  personId: personId.nullable(),
  /** The name as the person wants it shown; for a protected person an alias. */
  displayName: line(DISPLAY_NAME_MAX),
  /** Either may be empty, not both: many people have one name. */
  givenName: nameOrNothingField,
  familyName: nameOrNothingField,
  /** Null keeps it, empty removes it. */
  identityNumber: lineOrNothing(20).nullable(),
  uiLanguage: z.enum(UI_LANGUAGES),
  spokenLanguage: z.enum(SPOKEN_LANGUAGES),
  /** Beside the spoken language, and whether the person reads it. */
  languages: z
    .array(z.strictObject({ language: z.enum(SPOKEN_LANGUAGES), use: z.enum(LANGUAGE_USES) }))
    .max(LANGUAGES_MAX),
  literacy: z.enum(LITERACIES).nullable(),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length),
  bornOn: dateField.nullable(),
  legalSex: z.enum(LEGAL_SEXES).nullable(),
  dossierNumber: lineOrNothing(30),
  permits: z.array(permit).max(PERMITS_MAX),
  phone: lineOrNothing(40),
  email: emailOrNothing,
  address: lineOrNothing(200),
  contactPerson: lineOrNothing(200),
  isProtected: z.boolean(),
  /** Only for a new participant; a move is `changeHomeMunicipality`. */
  homeMunicipalityId: municipalityId,
  registeredFromOn: dateField.nullable(),
  /** For a new participant: those who may be the same person, and who are somebody else as the actor has said. */
  otherThan: z.array(personId).max(LIKELY_MAX).default([]),
})

export type ParticipantInput = z.infer<typeof saveParticipantInput>
type Input = ParticipantInput

/**
 * Adds or changes a participant. Names of a protected person are encrypted, and cards printed by others are revoked. If
 * the display name or the protection changes during a lesson, the person's peers are removed and reconnect with the new
 * data.
 * @throws DomainError `input.required` without any name, `input.in-the-future`, `courses.end-before-start`,
 * `input.listed-twice`, `people.maybe-known` for a new one, `people.not-opened` for a protected one, `people.alias-holds-name` for a protected person, `people.identity-number-invalid`,
 * `people.identity-number-temporary`, `people.identity-number-taken` by somebody in the same municipality (a number that is
 * known elsewhere is asked for, in the same words as one that is not), `access.not-found`.
 */
export async function saveParticipant(actor: Actor, input: Input): Promise<{ personId: PersonId }> {
  return withActor(actor, (tx) => saveParticipantIn(tx, actor, input))
}

/** The same in a transaction of the actor. */
export async function saveParticipantIn(tx: Transaction, actor: Actor, input: Input): Promise<{ personId: PersonId }> {
  assertRight(actor, input)
  const number = numberValues(input.identityNumber)
  const id = input.personId ?? (randomUUID() as PersonId)
  if (number?.identityNumberHash) await assertNumberFree(tx, { ...input, hash: number.identityNumberHash }, id)
  if (input.personId === null) await assertSomebodyElse(tx, input)
  await (input.personId === null ? add(tx, { input, id, number }) : change(tx, { actor, input, id, number }))
  const where = { personId: id, homeMunicipalityId: input.homeMunicipalityId }
  const contacts = { ...input, contact_person: input.contactPerson }
  await saveContacts(tx, { ...where, contacts: sealContacts(id, contacts) })
  const hasNewPermits = await savePermits(tx, actor, { ...where, permits: input.permits })
  await writeAudit(tx, actor, {
    action: 'participant.saved',
    municipalityId: input.homeMunicipalityId,
    subjectId: id,
    details: {
      isNew: input.personId === null,
      isProtected: input.isProtected,
      hasNewIdentityNumber: Boolean(input.identityNumber),
      hasNewPermits,
    },
  })
  if (number) await askForTransfer(tx, actor, { input, id, number })
  return { personId: id }
}

/** What the input alone says against it. @throws as `saveParticipant`. */
export function assertRight(actor: Actor, input: Input): void {
  assertAllowed(actor, 'participant.change', input.homeMunicipalityId)
  if (input.givenName === '' && input.familyName === '') throw new DomainError('input.required', { field: 'givenName' })
  if (input.isProtected && isNameInAlias(input.displayName, [input.givenName, input.familyName])) {
    throw new DomainError('people.alias-holds-name', { field: 'displayName' })
  }
  if (input.bornOn !== null && input.bornOn > dateOf(Date.now())) {
    throw new DomainError('input.in-the-future', { field: 'bornOn' })
  }
  assertPermits(input.permits)
}

/**
 * Every saved number is asked for in the region, whether or not anybody else has it; the one before is asked for no
 * more. For a protected person nobody else learns where they live before somebody has decided it (`requestTransfer`).
 */
async function askForTransfer(tx: Transaction, actor: Actor, { input, id, number }: Saved): Promise<void> {
  if (input.personId !== null) await enqueueAddressing(tx, id)
  if (!number?.identityNumberHash || input.isProtected) return
  if (actor.kind !== 'staff') throw new DomainError('access.not-allowed')
  await askOthers(tx, actor, {
    ...{ personId: id, municipalityId: input.homeMunicipalityId, numberHash: number.identityNumberHash, reason: '' },
    fromOn: input.registeredFromOn ?? dateOf(Date.now()),
  })
}

type NumberValues = ReturnType<typeof numberValues>
type Saved = { input: Input; id: PersonId; number: NumberValues }

async function add(tx: Transaction, { input, id, number }: Saved): Promise<void> {
  await insertPerson(tx, { id, ...shownValues(input) })
  await saveIdentity(tx, identityValues({ input, id, number }))
  const fromOn = input.registeredFromOn ?? dateOf(Date.now())
  await upsertRegistration(tx, { personId: id, municipalityId: input.homeMunicipalityId, fromOn })
}

async function change(tx: Transaction, { actor, input, id, number }: Saved & { actor: Actor }): Promise<void> {
  await lockPerson(tx, id)
  const before = await getShownPerson(tx, actor, id)
  if (before.homeMunicipalityId !== input.homeMunicipalityId) throw new DomainError('access.not-found')
  if (before.isProtected && !(await hasOpened(tx, id, 'protected.opened'))) throw new DomainError('people.not-opened')
  // Before the identity is locked, in the order in which an answer locks them.
  if (number) await withdrawRequestOf(tx, id)
  const saveNames = () => saveIdentity(tx, identityValues({ input, id, number }))
  const saveShown = () => updatePerson(tx, id, shownValues(input))
  // The database refuses plain names of a protected person: they are encrypted first, or decrypted afterwards.
  for (const save of input.isProtected ? [saveNames, saveShown] : [saveShown, saveNames]) await save()
  const isSame = before.displayName === input.displayName && before.isProtected === input.isProtected
  if (!isSame) await raiseAccess(tx, { kind: 'person', id })
  if (input.isProtected && !before.isProtected) {
    await revokeStrangeCards(tx, actor, before)
    await forgetImported(tx, id)
  }
}

function shownValues(input: Input) {
  const { displayName, uiLanguage, spokenLanguage, homeMunicipalityId, languages, literacy, needs } = input
  return {
    ...{ displayName, uiLanguage, spokenLanguage, homeMunicipalityId, literacy, needs },
    ...spokenAndRead(languages),
    protectedIdentity: input.isProtected,
  }
}

function identityValues({ input, id, number }: Saved) {
  const { givenName, familyName, homeMunicipalityId } = input
  const names = { givenName, familyName }
  const { bornOn, legalSex, dossierNumber } = input
  const facts = { bornOn, legalSex, dossierNumber: dossierNumber === '' ? null : dossierNumber }
  return { personId: id, homeMunicipalityId, names: input.isProtected ? sealNames(id, names) : names, facts, number }
}

/** @throws DomainError `people.maybe-known` while the actor has not said of each likely person that it is another. */
async function assertSomebodyElse(tx: Transaction, input: Input): Promise<void> {
  const likely = await listLikelySame(tx, input)
  if (likely.some(({ personId: id }) => !input.otherThan.includes(id))) throw new DomainError('people.maybe-known')
}

/** Only within the municipality: a refusal for a number elsewhere would reveal that the person exists. */
async function assertNumberFree(
  tx: Transaction,
  where: Parameters<typeof isNumberTaken>[1],
  id: PersonId,
): Promise<void> {
  await lockNumber(tx, where.hash)
  if (await isNumberTaken(tx, where, id)) {
    throw new DomainError('people.identity-number-taken', { field: 'identityNumber' })
  }
}

/** Undefined keeps the number. */
function numberValues(written: string | null) {
  if (written === null) return undefined
  if (written === '') return { identityNumberEncrypted: null, identityNumberHash: null }
  const { encrypted, hash } = sealIdentityNumber(parseIdentityNumber(written, dateOf(Date.now())))
  return { identityNumberEncrypted: encrypted, identityNumberHash: hash }
}
