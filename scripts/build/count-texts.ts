import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { LANGUAGES_OF, REFERENCE_LANGUAGE, type TextSet } from '../../domain/languages.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/
export const TEXT_SETS = Object.keys(LANGUAGES_OF) as TextSet[]

/** What a language of a set has of its texts. A text with forms for numbers is there when each form is that the language has. */
export type Coverage = {
  set: TextSet
  language: string
  total: number
  present: number
  /** `namespace:key` of each text that is not there, or not in every form. */
  missing: string[]
  /** Files that are not there at all, without which the pages do not run. */
  missingFiles: string[]
}

/** Counts the texts of every language that a set is to be written in, against those of the language of reference. */
export function countTexts(locales: string): Coverage[] {
  return TEXT_SETS.flatMap((set) => LANGUAGES_OF[set].map((language) => countLanguage(locales, set, language)))
}

/** Its folders that the product does not list: their texts reach nobody. */
export function listUnknownFolders(locales: string): string[] {
  return TEXT_SETS.flatMap((set) => {
    const listed: readonly string[] = LANGUAGES_OF[set]
    return readdirSync(join(locales, set))
      .filter((name) => !listed.includes(name))
      .map((name) => `${set}/${name}`)
  })
}

/** One line for each set, each language with its share. */
export function describeCoverage(coverage: readonly Coverage[]): string[] {
  return TEXT_SETS.map((set) => {
    const own = coverage.filter((one) => one.set === set)
    const shares = own.map(({ language, present, total }) => `${language} ${present} (${percentOf(present, total)} %)`)
    return `Texts of the set ${set}, ${own[0]?.total ?? 0} keys: ${shares.join(', ')}`
  })
}

/** Rounded down: whatever is missing, it is not 100. */
function percentOf(present: number, total: number): number {
  return total === 0 ? 100 : Math.floor((present * 100) / total)
}

function countLanguage(locales: string, set: TextSet, language: string): Coverage {
  const folder = (of: string) => join(locales, set, of)
  const names = readdirSync(folder(REFERENCE_LANGUAGE)).filter((name) => name.endsWith('.json'))
  const missingFiles = names.filter((name) => !existsSync(join(folder(language), name)))
  const counts = names.map((name) => {
    const reference = keysIn(join(folder(REFERENCE_LANGUAGE), name))
    const own = missingFiles.includes(name) ? new Set<string>() : keysIn(join(folder(language), name))
    const keys = [...new Set([...reference].map((key) => key.replace(PLURAL, '')))]
    const missing = keys.filter((key) => !formsOf(key, { reference, language }).every((form) => own.has(form)))
    const namespace = name.replace(/\.json$/, '')
    return { total: keys.length, missing: missing.map((key) => `${namespace}:${key}`) }
  })
  const total = counts.reduce((sum, one) => sum + one.total, 0)
  const missing = counts.flatMap((one) => one.missing)
  return {
    ...{ set, language, total, present: total - missing.length, missing },
    missingFiles: missingFiles.map((name) => `${set}/${language}/${name}`),
  }
}

/** The keys under which a language needs the text: one, or one for each form that it has for numbers. */
function formsOf(key: string, { reference, language }: { reference: ReadonlySet<string>; language: string }): string[] {
  if (!reference.has(`${key}_other`)) return [key]
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${key}_${form}`)
}

/** Keys with something to say, each whole. */
function keysIn(file: string): ReadonlySet<string> {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return new Set(flatten(content, ''))
}

function flatten(value: unknown, key: string): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [key]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`))
}
