import type { ErrorCode } from '../error-codes'
import type { SpokenLanguage, UiLanguage } from '../languages'
import type { LegalSex, PermitGround } from '../people/vocabulary'
import type { ImportColumn, ImportField } from './import-fields'
import {
  parseDayCell,
  parseGroundCell,
  parseLanguageCell,
  parseNumberCell,
  parseProtectionCell,
  parseSexCell,
  parseUiLanguageCell,
  plainCell,
  splitName,
  type ParsedCell,
} from './parse-cell'

/** What a row says of a person; a field that it says nothing of is missing. */
export type ImportedValues = {
  givenName?: string
  familyName?: string
  displayName?: string
  /** Twelve digits. */
  identityNumber?: string
  bornOn?: string
  legalSex?: LegalSex
  spokenLanguage?: SpokenLanguage
  uiLanguage?: UiLanguage
  phone?: string
  email?: string
  address?: string
  contactPerson?: string
  dossierNumber?: string
  permit?: { ground: PermitGround; fromOn: string; untilOn: string | null }
  registeredFromOn?: string
}

/** A refusal of one cell, or of the row where no field is named. */
export type RowRefusal = { field: ImportField | null; code: ErrorCode }

export type ParsedRow = { values: ImportedValues; refusals: RowRefusal[] }

type Cells = ReadonlyMap<ImportField, string>

/** Parses the cells of a row by what its columns hold. An empty cell says nothing. */
export function parseRow(cells: readonly string[], columns: readonly ImportColumn[], todayOn: string): ParsedRow {
  const refusals: RowRefusal[] = []
  const written = new Map<ImportField, string>()
  for (const [at, field] of columns.entries()) {
    if (field === null) continue
    const plain = plainCell(cells[at] ?? '')
    if ('code' in plain) refusals.push({ field, code: plain.code })
    else if (plain.value !== '') written.set(field, plain.value)
  }
  if (parseProtectionCell(written.get('isProtected') ?? '')) {
    return { values: {}, refusals: [{ field: null, code: 'imports.by-hand' }] }
  }
  const take = <Value>(field: ImportField, parse: (text: string) => ParsedCell<Value>): Value | undefined => {
    const text = written.get(field)
    if (text === undefined) return undefined
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    refusals.push({ field, code: parsed.code })
    return undefined
  }
  const values = without({
    ...namesIn(written),
    ...textsIn(written),
    identityNumber: take('identityNumber', (text) => parseNumberCell(text, todayOn)),
    bornOn: take('bornOn', parseDayCell),
    legalSex: take('legalSex', parseSexCell),
    spokenLanguage: take('spokenLanguage', parseLanguageCell),
    uiLanguage: take('uiLanguage', parseUiLanguageCell),
    registeredFromOn: take('registeredFromOn', parseDayCell),
    permit: permitOf(
      {
        ground: take('permitGround', parseGroundCell),
        fromOn: take('permitFromOn', parseDayCell),
        untilOn: take('permitUntilOn', parseDayCell) ?? null,
      },
      refusals,
    ),
  })
  if (values.bornOn === undefined && values.identityNumber !== undefined) {
    const bornOn = dayOfBirth(values.identityNumber)
    if (bornOn !== null) values.bornOn = bornOn
  }
  return { values, refusals }
}

function namesIn(written: Cells): Partial<ImportedValues> {
  const full = written.get('fullName')
  const split = full === undefined ? {} : splitName(full)
  const given = { givenName: written.get('givenName'), familyName: written.get('familyName') }
  const isApart = given.givenName !== undefined || given.familyName !== undefined
  return without({ ...(isApart ? given : split), displayName: written.get('displayName') })
}

/** A Swedish mobile number of which a spreadsheet has made a number. */
const WITHOUT_ZERO = /^7\d{8}$/

function textsIn(written: Cells): Partial<ImportedValues> {
  const fields = ['phone', 'email', 'address', 'contactPerson', 'dossierNumber'] as const
  const texts = Object.fromEntries(fields.map((field) => [field, written.get(field)]))
  return without({ ...texts, phone: texts.phone?.replace(WITHOUT_ZERO, '0$&') })
}

type WrittenPermit = { ground: PermitGround | undefined; fromOn: string | undefined; untilOn: string | null }

/** A ground without its first day, or the other way round, cannot be recorded. */
function permitOf({ ground, fromOn, untilOn }: WrittenPermit, refusals: RowRefusal[]) {
  const isRefused = refusals.some(({ field }) => field === 'permitGround' || field === 'permitFromOn')
  if (isRefused || (ground === undefined && fromOn === undefined && untilOn === null)) return undefined
  if (ground === undefined) refusals.push({ field: 'permitGround', code: 'input.required' })
  if (fromOn === undefined) refusals.push({ field: 'permitFromOn', code: 'input.required' })
  return ground === undefined || fromOn === undefined ? undefined : { ground, fromOn, untilOn }
}

const UNKNOWN_DAY = 60

/** The day in an identity number; null where month or day is not known. */
function dayOfBirth(digits: string): string | null {
  const day = Number(digits.slice(6, 8)) % UNKNOWN_DAY
  const parsed = parseDayCell(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(day).padStart(2, '0')}`)
  return 'value' in parsed ? parsed.value : null
}

type Defined<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }

function without<Values extends object>(values: Values): Defined<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<Values>
}
