import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { NAMESPACES, type Namespace } from '@/app/_server/locales'
import { ERROR_CODES } from '@/domain/error-codes'
import { SPOKEN_LANGUAGES, UI_LANGUAGES, type UiLanguage } from '@/domain/languages'
import { THEME_PARTS } from '@/domain/rules/theme-parts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const OTHERS = UI_LANGUAGES.filter((language) => language !== 'sv')
const PLURAL = /_(zero|one|two|few|many|other)$/
const SCRIPTS = { ar: /\p{Script=Arabic}/u, ti: /\p{Script=Ethiopic}/u }
/** Texts that are the same in every script: brand names, file kinds, addresses and digits. */
const SAME_EVERYWHERE = /^(Samsal|SFI|Sfi|sfi( [A-D])?|CSV|XLSX|QR|[\d\s.,:;·–/%()-]|\{\{[^}]+\}\})*$/

type Text = { key: string; text: unknown }

/** Every text of a file with its whole key, in the order of the file. */
function textsOf(language: UiLanguage, namespace: Namespace): Text[] {
  const content: unknown = JSON.parse(
    readFileSync(join(FOLDER, setOf(namespace), language, `${namespace}.json`), 'utf8'),
  )
  return flatten(content, '')
}

function setOf(namespace: Namespace): string {
  return namespace === 'office' ? 'office' : 'participant'
}

function flatten(value: unknown, key: string): Text[] {
  if (typeof value !== 'object' || value === null) return [{ key, text: value }]
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`))
}

function variablesOf(text: unknown): string[] {
  return [...String(text).matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => match[1] ?? '').toSorted()
}

/** Keys without the endings for plural forms, of which languages have different ones. */
function plainKeys(language: UiLanguage, namespace: Namespace): string[] {
  return [...new Set(textsOf(language, namespace).map(({ key }) => key.replace(PLURAL, '')))].toSorted()
}

describe.each(NAMESPACES)('%s', (namespace) => {
  test.each(OTHERS)('has the same keys in %s as in Swedish', (language) => {
    expect(plainKeys(language, namespace)).toEqual(plainKeys('sv', namespace))
  })

  test.each(UI_LANGUAGES)('says something under every key in %s', (language) => {
    const silent = textsOf(language, namespace).filter(({ text }) => typeof text !== 'string' || text.trim() === '')
    expect(silent).toEqual([])
  })

  test.each(OTHERS)('puts the same values into its texts in %s as in Swedish', (language) => {
    const swedish = new Map<string, Set<string>>()
    for (const { key, text } of textsOf('sv', namespace)) {
      const plain = key.replace(PLURAL, '')
      swedish.set(plain, new Set([...(swedish.get(plain) ?? []), ...variablesOf(text)]))
    }
    const astray = textsOf(language, namespace).filter(({ key, text }) => {
      const known = swedish.get(key.replace(PLURAL, '')) ?? new Set()
      const isPlural = PLURAL.test(key)
      const used = variablesOf(text)
      // A form for one, two or none may leave the number out, because the word says it.
      const missing = [...known].filter((name) => !used.includes(name) && !(isPlural && name === 'count'))
      return missing.length > 0 || used.some((name) => !known.has(name))
    })
    expect(astray).toEqual([])
  })

  test.each(['ar', 'ti'] as const)('is written in the script of %s', (language) => {
    const foreign = textsOf(language, namespace).filter(
      ({ text }) => !SCRIPTS[language].test(String(text)) && !SAME_EVERYWHERE.test(String(text)),
    )
    expect(foreign).toEqual([])
  })

  test.each(UI_LANGUAGES)('has every plural form that %s needs', (language) => {
    const forms = new Map<string, string[]>()
    for (const { key } of textsOf(language, namespace)) {
      const form = PLURAL.exec(key)?.[1]
      if (form !== undefined) forms.set(key.replace(PLURAL, ''), [...(forms.get(key.replace(PLURAL, '')) ?? []), form])
    }
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const incomplete = [...forms].filter(([, given]) => needed.some((form) => !given.includes(form)))
    expect(incomplete).toEqual([])
  })
})

describe.each(UI_LANGUAGES)('%s', (language) => {
  test('has a text for every refusal and for an answer that never came, and for no other', () => {
    const said = textsOf(language, 'errors').map(({ key }) => key)
    expect(said.toSorted()).toEqual([...ERROR_CODES, 'no-answer'].toSorted())
  })

  test('names every language that people speak and every theme part', () => {
    const said = new Set(textsOf(language, 'common').map(({ key }) => key))
    const wanted = [
      ...SPOKEN_LANGUAGES.map((spoken) => `spoken.${spoken}`),
      ...THEME_PARTS.map((part) => `themePart.${part}`),
    ]
    expect(wanted.filter((key) => !said.has(key))).toEqual([])
  })
})
