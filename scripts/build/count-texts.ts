import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { LANGUAGES_OF, REFERENCE_LANGUAGE, type TextSet } from '../../domain/languages.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/
export const TEXT_SETS = Object.keys(LANGUAGES_OF) as TextSet[]

/** How complete a language of a set is. A text with plural forms counts when all of the language's forms are there. */
export type Coverage = {
  set: TextSet
  language: string
  total: number
  present: number
  /** `namespace:key` of each text that is missing, or missing a plural form. */
  missing: string[]
  /** Missing files, without which the pages do not work. */
  missingFiles: string[]
}

/** Counts the texts of every language of a set, against those of the reference language. */
export function countTexts(locales: string): Coverage[] {
  return TEXT_SETS.flatMap((set) => LANGUAGES_OF[set].map((language) => countLanguage(locales, set, language)))
}

/** Folders that the product does not list: their texts are unreachable. */
export function listUnknownFolders(locales: string): string[] {
  return TEXT_SETS.flatMap((set) => {
    const listed: readonly string[] = LANGUAGES_OF[set]
    return readdirSync(join(locales, set))
      .filter((name) => !listed.includes(name))
      .map((name) => `${set}/${name}`)
  })
}

/** One line for each set, with the share of each language. */
export function describeCoverage(coverage: readonly Coverage[]): string[] {
  return TEXT_SETS.map((set) => {
    const own = coverage.filter((one) => one.set === set)
    const shares = own.map(({ language, present, total }) => `${language} ${present} (${percentOf(present, total)} %)`)
    return `Texts of the set ${set}, ${own[0]?.total ?? 0} keys: ${shares.join(', ')}`
  })
}

/** Rounded down: with anything missing, it is not 100. */
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

/** The keys that a language needs for a text: one, or one for each plural form. */
function formsOf(key: string, { reference, language }: { reference: ReadonlySet<string>; language: string }): string[] {
  if (!reference.has(`${key}_other`)) return [key]
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${key}_${form}`)
}

/** Full keys of texts that are not empty. */
function keysIn(file: string): ReadonlySet<string> {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return new Set(flatten(content, ''))
}

function flatten(value: unknown, key: string): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [key]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`))
}
