import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { NAMESPACES, type Namespace } from '@/app/_server/locales'
import { ERROR_AUDIENCES, ERROR_CODES } from '@/domain/error-codes'
import { LANGUAGES_OF, REFERENCE_LANGUAGE, SPOKEN_LANGUAGES, UI_LANGUAGES, type TextSet } from '@/domain/languages'
import { THEME_PARTS } from '@/domain/rules/theme-parts'
import { countTexts, listUnknownFolders, TEXT_SETS } from '@/scripts/build/count-texts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const PLURAL = /_(zero|one|two|few|many|other)$/
/** Texts that are the same in every script: brand names, file types, addresses and digits. */
const SAME_EVERYWHERE = /^(Samsal|SFI|Sfi|sfi( [A-D])?|CSV|XLSX|QR|[\d\s.,:;·–/%()-]|\{\{[^}]+\}\})*$/

type Place = { set: TextSet; language: string; namespace: Namespace }
type Text = { key: string; text: unknown }

const FILES = TEXT_SETS.flatMap((set) => NAMESPACES[set].map((namespace) => ({ set, namespace })))
const PLACES: Place[] = FILES.flatMap((file) => LANGUAGES_OF[file.set].map((language) => ({ ...file, language })))
const OTHERS = PLACES.filter(({ language }) => language !== REFERENCE_LANGUAGE)

/** Every text of a file with its full key, in the order of the file. */
function textsOf({ set, language, namespace }: Place): Text[] {
  const content: unknown = JSON.parse(readFileSync(join(FOLDER, set, language, `${namespace}.json`), 'utf8'))
  return flatten(content, '')
}

function flatten(value: unknown, key: string): Text[] {
  if (typeof value !== 'object' || value === null) return [{ key, text: value }]
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`))
}

function variablesOf(text: unknown): string[] {
  return [...String(text).matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => match[1] ?? '').toSorted()
}

/** Keys without plural suffixes, which differ between languages. */
function plainKeys(place: Place): string[] {
  return [...new Set(textsOf(place).map(({ key }) => key.replace(PLURAL, '')))].toSorted()
}

const reference = ({ set, namespace }: Place): Place => ({ set, namespace, language: REFERENCE_LANGUAGE })

/** The script of a language, or null for Latin like Swedish. */
function scriptOf(language: string): RegExp | null {
  const { script } = new Intl.Locale(language).maximize()
  return script === undefined || script === 'Latn' ? null : new RegExp(String.raw`\p{Script=${script}}`, 'u')
}

describe.each(TEXT_SETS)('the set %s', (set) => {
  test.each(LANGUAGES_OF[set])('has its own files in %s, and no other', (language) => {
    const files = readdirSync(join(FOLDER, set, language)).toSorted()
    expect(files).toEqual(NAMESPACES[set].map((namespace) => `${namespace}.json`).toSorted())
  })
})

test('no folder has a language that nobody can choose', () => {
  expect(listUnknownFolders(FOLDER)).toEqual([])
})

test('every language of a set has every text of it, as the build counts them', () => {
  expect(
    countTexts(FOLDER).flatMap(({ set, language, missing }) => missing.map((key) => [set, language, key])),
  ).toEqual([])
})

test.each(OTHERS)('$set/$language/$namespace has the same keys as in Swedish', (place) => {
  expect(plainKeys(place)).toEqual(plainKeys(reference(place)))
})

test.each(PLACES)('$set/$language/$namespace says something under every key', (place) => {
  const silent = textsOf(place).filter(({ text }) => typeof text !== 'string' || text.trim() === '')
  expect(silent).toEqual([])
})

test.each(OTHERS)('$set/$language/$namespace uses the same placeholders as Swedish', (place) => {
  const swedish = new Map<string, Set<string>>()
  for (const { key, text } of textsOf(reference(place))) {
    const plain = key.replace(PLURAL, '')
    swedish.set(plain, new Set([...(swedish.get(plain) ?? []), ...variablesOf(text)]))
  }
  const astray = textsOf(place).filter(({ key, text }) => {
    const known = swedish.get(key.replace(PLURAL, '')) ?? new Set()
    const isPlural = PLURAL.test(key)
    const used = variablesOf(text)
    // A form for one, two or none may omit the number, because the word says it.
    const missing = [...known].filter((name) => !used.includes(name) && !(isPlural && name === 'count'))
    return missing.length > 0 || used.some((name) => !known.has(name))
  })
  expect(astray).toEqual([])
})

test.each(PLACES)('$set/$language/$namespace is written in the script of its language', (place) => {
  const script = scriptOf(place.language)
  const foreign = textsOf(place).filter(
    ({ text }) => script && !script.test(String(text)) && !SAME_EVERYWHERE.test(String(text)),
  )
  expect(foreign).toEqual([])
})

test.each(PLACES)('$set/$language/$namespace has every plural form that its language needs', (place) => {
  const forms = new Map<string, string[]>()
  for (const { key } of textsOf(place)) {
    const form = PLURAL.exec(key)?.[1]
    if (form !== undefined) forms.set(key.replace(PLURAL, ''), [...(forms.get(key.replace(PLURAL, '')) ?? []), form])
  }
  const needed = new Intl.PluralRules(place.language).resolvedOptions().pluralCategories
  const incomplete = [...forms].filter(([, given]) => needed.some((form) => !given.includes(form)))
  expect(incomplete).toEqual([])
})

describe.each(TEXT_SETS.flatMap((set) => LANGUAGES_OF[set].map((language) => ({ set, language }))))(
  '$set in $language',
  ({ set, language }) => {
    test('has a text for every refusal that its audience alone or everyone can see, and for no other', () => {
      const isOffice = set === 'office'
      const met = ERROR_CODES.filter((code) => (ERROR_AUDIENCES[code] === 'office') === isOffice)
      const said = textsOf({ set, language, namespace: 'errors' }).map(({ key }) => key)
      expect(said.toSorted()).toEqual([...met, ...(isOffice ? [] : ['no-answer'])].toSorted())
    })
  },
)

describe.each(UI_LANGUAGES)('%s', (language) => {
  test('names every language that people speak and every theme part', () => {
    const said = new Set(textsOf({ set: 'participant', language, namespace: 'common' }).map(({ key }) => key))
    const wanted = [
      ...SPOKEN_LANGUAGES.map((spoken) => `spoken.${spoken}`),
      ...THEME_PARTS.map((part) => `themePart.${part}`),
    ]
    expect(wanted.filter((key) => !said.has(key))).toEqual([])
  })
})
