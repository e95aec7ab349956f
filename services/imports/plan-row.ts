import type { Transaction } from '@/db/client'
import { selectAppliedPlans } from '@/db/queries/imports'
import { findIdentity, findPersonByNumberIn } from '@/db/queries/person-identities'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import { IMPORT_FIELDS, type ImportField } from '@/domain/imports/import-fields'
import type { RowKind } from '@/domain/imports/import-states'
import type { ImportedValues, RowRefusal } from '@/domain/imports/parse-row'
import { uiLanguageFor, type SpokenLanguage } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { fullNameOf } from '@/domain/people/full-name'
import { dateOf } from '@/domain/time'
import { codeOfIssue } from '@/services/code-of-issue'
import { listLikelySame } from '@/services/people/find-likely-same'
import { assertRight, saveParticipantInput, type ParticipantInput } from '@/services/people/save-participant'
import { hashIdentityNumber } from '@/services/people/seal-identity-number'

import { readKnown, type KnownPerson } from './known-person'
import { isEmptyValue, isSameValue, type PersonValues, type RowPlan, type ValueName } from './row-plan'
import { readPlan } from './sealed-rows'

export type PlannedRow = {
  kind: RowKind
  personId: PersonId | null
  plan: RowPlan | null
  refusals: RowRefusal[]
  /** Fields that keep another value, which was entered by hand. */
  kept: ImportField[]
}

export type PlanSettings = {
  municipalityId: MunicipalityId
  overwritten: readonly ImportField[]
  elseLanguage: SpokenLanguage | null
}

/** What would be done with a row that could be parsed. */
export async function planRow(
  tx: Transaction,
  actor: Actor,
  { settings, values }: { settings: PlanSettings; values: ImportedValues },
): Promise<PlannedRow> {
  const match = await findMatch(tx, settings.municipalityId, values)
  if ('code' in match) return refused([{ field: null, code: match.code }])
  if (match.personId === null) return planAdd(actor, settings, values)
  const known = await readKnown(tx, actor, match.personId)
  if (!known) return refused([{ field: null, code: 'imports.by-hand' }])
  return planChange(tx, actor, { settings, values, known, personId: match.personId })
}

export function refused(refusals: RowRefusal[]): PlannedRow {
  return { kind: 'refused', personId: null, plan: null, refusals, kept: [] }
}

/** The person with the number, else the one with the name and the day of birth; a likely one is nobody's to decide here. */
async function findMatch(
  tx: Transaction,
  municipalityId: MunicipalityId,
  values: ImportedValues,
): Promise<{ personId: PersonId | null } | { code: ErrorCode }> {
  const { identityNumber, givenName = '', familyName = '', bornOn = null } = values
  if (identityNumber !== undefined) {
    const known = await findPersonByNumberIn(tx, municipalityId, hashIdentityNumber(identityNumber))
    if (known !== null) return { personId: known }
  }
  if (givenName === '' && familyName === '') return { personId: null }
  const displayName = fullNameOf({ givenName, familyName })
  const likely = await listLikelySame(tx, {
    ...{ homeMunicipalityId: municipalityId, displayName, givenName, familyName, bornOn },
  })
  const [first, ...others] = likely
  if (!first) return { personId: null }
  const isSure = others.length === 0 && bornOn !== null && first.bornOn === bornOn
  // Another number than the known one can be the new number of the same person.
  const hasOtherNumber =
    identityNumber !== undefined && (await findIdentity(tx, first.personId))?.hasIdentityNumber === true
  return isSure && !hasOtherNumber ? { personId: first.personId } : { code: 'people.maybe-known' }
}

async function planAdd(actor: Actor, settings: PlanSettings, values: ImportedValues): Promise<PlannedRow> {
  const { givenName = '', familyName = '', permit, ...rest } = values
  const spokenLanguage = values.spokenLanguage ?? settings.elseLanguage
  const missing: RowRefusal[] = [
    ...(givenName === '' && familyName === '' ? [{ field: 'givenName', code: 'input.required' } as const] : []),
    ...(spokenLanguage === null ? [{ field: 'spokenLanguage', code: 'input.required' } as const] : []),
  ]
  if (spokenLanguage === null || missing.length > 0) return refused(missing)
  const to: PersonValues = {
    ...{ identityNumber: '', bornOn: null, legalSex: null, phone: '', email: '', address: '', contactPerson: '' },
    ...{ dossierNumber: '', registeredFromOn: dateOf(Date.now()), ...rest, givenName, familyName, spokenLanguage },
    displayName: values.displayName ?? fullNameOf({ givenName, familyName }),
    uiLanguage: values.uiLanguage ?? uiLanguageFor(spokenLanguage),
    permits: permit === undefined ? [] : [permit],
  }
  const refusals = refusalsOf(actor, inputOfNew(to, settings.municipalityId))
  if (refusals.length > 0) return refused(refusals)
  return { kind: 'add', personId: null, plan: { to, from: {} }, refusals: [], kept: [] }
}

/** A new person's input; those in `otherThan` are known to be somebody else. */
export function inputOfNew(
  values: PersonValues,
  homeMunicipalityId: MunicipalityId,
  otherThan: PersonId[] = [],
): ParticipantInput {
  return {
    ...values,
    ...{ personId: null, homeMunicipalityId, otherThan, isProtected: false },
    ...{ languages: [], literacy: null, needs: [] },
  }
}

const NAMES: ReadonlySet<ValueName> = new Set(['givenName', 'familyName', 'displayName'])

type Matched = { settings: PlanSettings; values: ImportedValues; known: KnownPerson; personId: PersonId }

async function planChange(tx: Transaction, actor: Actor, matched: Matched): Promise<PlannedRow> {
  const { settings, known, personId } = matched
  const wanted = wantedOf(matched)
  const to: RowPlan['to'] = {}
  const from: RowPlan['from'] = {}
  const kept: ImportField[] = []
  const ofLists = await valuesOfLists(tx, personId, Object.keys(wanted) as ValueName[])
  for (const name of Object.keys(wanted) as ValueName[]) {
    const now = known.values[name]
    if (isSameValue(now, wanted[name])) continue
    const field = name === 'permits' ? 'permitGround' : name
    // A list that spells a name in another way is no reason to change it.
    const isOurs = !NAMES.has(name) && name in ofLists && isSameValue(ofLists[name], now)
    if (!isEmptyValue(now) && name !== 'permits' && !isOurs && !settings.overwritten.includes(field)) {
      kept.push(field)
      continue
    }
    Object.assign(to, { [name]: wanted[name] })
    Object.assign(from, { [name]: now })
  }
  if (Object.keys(to).length === 0) return { kind: 'same', personId, plan: null, refusals: [], kept }
  const refusals = refusalsOf(actor, { ...known.input, ...to })
  if (refusals.length > 0) return refused(refusals)
  return { kind: 'change', personId, plan: { to, from }, refusals: [], kept }
}

/** The values that a row wants the known person to have. */
function wantedOf({ values, known, settings }: Matched): Partial<PersonValues> {
  const { permit, registeredFromOn: _, identityNumber, ...rest } = values
  // A known number is the one by which the person was found.
  const number = identityNumber !== undefined && known.values.identityNumber === '' ? { identityNumber } : {}
  return { ...rest, ...number, ...(permit && { permits: withPermit(known.values.permits, permit, settings) }) }
}

type Permits = PersonValues['permits']

/** One more permit, or the last day of a known one that has none; a last day by hand is replaced only where that is ticked. */
function withPermit(known: Permits, permit: Permits[number], { overwritten }: PlanSettings): Permits {
  const at = known.findIndex(({ ground, fromOn }) => ground === permit.ground && fromOn === permit.fromOn)
  const before = known[at]
  if (!before) return [...known, permit].toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1))
  const mayEnd = before.untilOn === null || overwritten.includes('permitUntilOn')
  return mayEnd && permit.untilOn !== null ? known.with(at, permit) : known
}

/** What earlier lists have set in these fields, the latest of each. */
async function valuesOfLists(tx: Transaction, personId: PersonId, names: readonly ValueName[]): Promise<RowPlan['to']> {
  const found: RowPlan['to'] = {}
  for (const { importId, rowNumber, sealedPlan } of await selectAppliedPlans(tx, personId)) {
    if (!sealedPlan) continue
    const { to } = readPlan({ importId, rowNumber }, sealedPlan)
    for (const name of names) if (name in to && !(name in found)) Object.assign(found, { [name]: to[name] })
  }
  return found
}

/** What saving this person would refuse. */
function refusalsOf(actor: Actor, input: ParticipantInput): RowRefusal[] {
  const parsed = saveParticipantInput.safeParse(input)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ field: fieldAt(issue.path.join('.')), code: codeOfIssue(issue) }))
  }
  try {
    assertRight(actor, parsed.data)
    return []
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'access.not-allowed') throw error
    return [{ field: fieldAt(String(error.details.field ?? '')), code: error.code }]
  }
}

function fieldAt(path: string): ImportField | null {
  if (path.startsWith('permits')) return path.endsWith('untilOn') ? 'permitUntilOn' : 'permitFromOn'
  return IMPORT_FIELDS.find((field) => field === path) ?? null
}
