import { DomainError } from '../domain-error'
import type { ErrorCode } from '../error-codes'
import { SPOKEN_LANGUAGES, UI_LANGUAGES, type SpokenLanguage, type UiLanguage } from '../languages'
import { foldedNameOf } from '../people/fold-name'
import { parseIdentityNumber } from '../people/identity-number'
import { PERMIT_GROUNDS, type LegalSex, type PermitGround } from '../people/vocabulary'
import { plainNumber } from '../text/plain-number'
import { withoutUnseen, withSingleSpaces } from '../text/plain-text'

/** A cell as its field's value, or why it cannot be one. */
export type ParsedCell<Value> = { value: Value } | { code: ErrorCode }

const refused = (code: ErrorCode): { code: ErrorCode } => ({ code })

/** How Excel keeps digits from becoming a number: ="0701234567". Any other formula is refused: nothing is evaluated. */
const KEPT_AS_TEXT = /^="([^"]*)"$/
/** A plus or minus sign also begins a telephone number. */
const FORMULA = /^[=@]|^[+-](?=[\p{L}(@=])/u

/** A cell's text without what spreadsheets and copying add to it. */
export function plainCell(cell: string): ParsedCell<string> {
  const text = withSingleSpaces(withoutUnseen(cell)).normalize('NFC')
  const kept = KEPT_AS_TEXT.exec(text)?.[1]
  if (kept !== undefined) return { value: kept.trim() }
  return FORMULA.test(text) ? refused('imports.formula') : { value: text }
}

/** A number of twelve digits; `todayOn` decides the century where it is not written. */
export function parseNumberCell(text: string, todayOn: string): ParsedCell<string> {
  // A spreadsheet drops the zeros before a number: 0102031234 is 102031234 there.
  const plain = plainNumber(text)
  const whole = /^\d{9}$/.test(plain) ? `0${plain}` : plain
  try {
    return { value: parseIdentityNumber(whole, todayOn) }
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code)
    throw error
  }
}

const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/
const DAY_FIRST = /^(\d{1,2})([-/. ])(\d{1,2})\2\s?(\d{4})$/
/** Days since the end of 1899, as spreadsheets count: 1955 to 2064. */
const SERIAL = /^([2-5]\d{4})(?:[.,]\d+)?$/
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/**
 * A day as `YYYY-MM-DD`: year first, day first, or a spreadsheet's count of days. The month is never first, and a year of
 * two digits is refused, because either would be a guess.
 */
export function parseDayCell(text: string): ParsedCell<string> {
  const plain = withAsciiDigits(text)
  const serial = SERIAL.exec(plain)?.[1]
  if (serial !== undefined) {
    return { value: new Date(SERIAL_ZERO_MS + Number(serial) * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length) }
  }
  const [, year, , month, day] = YEAR_FIRST.exec(plain) ?? []
  if (year && month && day) return existing(year, month, day)
  const [, dayFirst, , monthSecond, yearLast] = DAY_FIRST.exec(plain) ?? []
  if (dayFirst && monthSecond && yearLast) return existing(yearLast, monthSecond, dayFirst)
  return refused('input.not-a-date')
}

/** Spaces stay, because one may stand between day and time. */
function withAsciiDigits(text: string): string {
  return text.split(' ').map(plainNumber).join(' ')
}

function existing(year: string, month: string, day: string): ParsedCell<string> {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${written}T00:00:00Z`)
  const isThere = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written)
  return isThere ? { value: written } : refused('input.not-a-date')
}

const SEXES: Readonly<Record<string, LegalSex>> = {
  ...{ man: 'male', m: 'male', male: 'male', pojke: 'male' },
  ...{ kvinna: 'female', k: 'female', kv: 'female', female: 'female', f: 'female', woman: 'female', flicka: 'female' },
}

export function parseSexCell(text: string): ParsedCell<LegalSex> {
  return choice(SEXES[foldedNameOf(text)])
}

/** A person is unprotected only where the cell says so: everything else that is written there counts as protection. */
export function parseProtectionCell(text: string): boolean {
  return text !== '' && !/^(nej|no|n|0|false|falskt|ej|inte|ingen)$/.test(foldedNameOf(text)) && !/^[-–—]+$/.test(text)
}

/** Names of languages beside those that ICU has, and what municipalities write for them. */
const ALSO_NAMED: Readonly<Record<string, SpokenLanguage>> = {
  ...{ dari: 'fa-AF', farsi: 'fa', persiska: 'fa', persian: 'fa', pashto: 'ps', pashtu: 'ps', paschtu: 'ps' },
  ...{ sorani: 'ckb', sydkurdiska: 'ckb', kurmanji: 'kmr', kurmandji: 'kmr', nordkurdiska: 'kmr', badini: 'kmr' },
  ...{ tigrinja: 'ti', tigrinska: 'ti', tigrinya: 'ti', somali: 'so', amhariska: 'am', oromiffa: 'om', oromo: 'om' },
  ...{ 'latt svenska': 'sv-x-easy', 'enkel svenska': 'sv-x-easy', 'easy swedish': 'sv-x-easy', swahili: 'sw' },
}

const LANGUAGE_NAMES: ReadonlyMap<string, SpokenLanguage> = new Map([
  // ICU has no names of private subtags.
  ...SPOKEN_LANGUAGES.filter((code) => !code.includes('-x-')).flatMap((code) =>
    ['sv', 'en', code].flatMap((inLanguage) => {
      const name = new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'none' }).of(code)
      return name === undefined ? [] : [[foldedNameOf(name), code] as const]
    }),
  ),
  ...SPOKEN_LANGUAGES.map((code) => [code.toLowerCase(), code] as const),
  ...Object.entries(ALSO_NAMED),
])

/** Names that ICU has for one language, and people use for two. */
const OF_SEVERAL = new Set(['kurdiska', 'kurdish', 'kurdi'])

/** A language by its name in Swedish, English or itself, or by its code. */
export function parseLanguageCell(text: string): ParsedCell<SpokenLanguage> {
  const folded = foldedNameOf(text)
  return choice(
    OF_SEVERAL.has(folded) ? undefined : (LANGUAGE_NAMES.get(folded) ?? LANGUAGE_NAMES.get(text.toLowerCase())),
  )
}

export function parseUiLanguageCell(text: string): ParsedCell<UiLanguage> {
  const parsed = parseLanguageCell(text)
  return choice('value' in parsed ? UI_LANGUAGES.find((known) => known === parsed.value) : undefined)
}

const GROUNDS: Readonly<Record<string, PermitGround>> = {
  ...{ flykting: 'refugee', konventionsflykting: 'refugee', flyktingstatus: 'refugee', refugee: 'refugee' },
  ...{ 'alternativt skyddsbehovande': 'subsidiary_protection', alternativskydd: 'subsidiary_protection' },
  ...{ 'subsidiary protection': 'subsidiary_protection', 'alternativ skyddsstatus': 'subsidiary_protection' },
  ...{ kvotflykting: 'resettled', vidarebosatt: 'resettled', resettled: 'resettled', kvot: 'resettled' },
  ...{
    'synnerligen ommande omstandigheter': 'distressing_circumstances',
    'sarskilt ommande': 'distressing_circumstances',
  },
  ...{ verkstallighetshinder: 'impediment_to_enforcement' },
  ...{ massflykt: 'temporary_protection', massflyktsdirektivet: 'temporary_protection' },
  ...{ 'tillfalligt skydd': 'temporary_protection', 'temporary protection': 'temporary_protection' },
  ...{ 'anhorig till skyddsbehovande': 'family_of_protected', 'anhorig till flykting': 'family_of_protected' },
  ...{ anhorig: 'family_tie', anknytning: 'family_tie', anhoriginvandrare: 'family_tie', 'family tie': 'family_tie' },
  ...{ uppehallskort: 'residence_card', 'residence card': 'residence_card' },
  ...{ 'ees medborgare': 'eea_citizen', 'eu medborgare': 'eea_citizen', 'eea citizen': 'eea_citizen' },
  ...{ annan: 'other', annat: 'other', ovrigt: 'other', other: 'other' },
}

/** The ground of a permit as it is written in Swedish or English, or by its code. */
export function parseGroundCell(text: string): ParsedCell<PermitGround> {
  const folded = foldedNameOf(text)
  return choice(GROUNDS[folded] ?? PERMIT_GROUNDS.find((known) => known.replaceAll('_', ' ') === folded))
}

function choice<Value>(found: Value | undefined): ParsedCell<Value> {
  return found === undefined ? refused('imports.unknown-word') : { value: found }
}

/** A name in one column: "Family, Given", or the last word is the family name. One word is a given name. */
export function splitName(text: string): { givenName: string; familyName: string } {
  const [beforeComma = '', ...afterComma] = text.split(',').map((part) => part.trim())
  if (afterComma.length > 0) return { givenName: afterComma.join(' ').trim(), familyName: beforeComma }
  const words = text.split(' ')
  if (words.length < 2) return { givenName: text, familyName: '' }
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' }
}
