import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { NAMESPACES } from '@/app/_server/locales'
import { REFERENCE_LANGUAGE } from '@/domain/languages'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PLURAL = /_(zero|one|two|few|many|other)$/
/** A translator call with its key: `t` of i18next, and the office's own `say` and `officeTitle`. */
const CALL = /\b(t|say|officeTitle)\(\s*(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g
/** Both keys of a call that chooses one: t(isOpen ? 'a' : 'b'). */
const CHOICE = /\b(t|say|officeTitle)\([^()'"`]*\?\s*'([^']+)'\s*:\s*'([^']+)'/g

/** A file's own `say`, with its key prefix. */
const OWN_SAY = /const say = .*=> t\(`([^`$]+)\$\{key\}`/

type Use = { file: string; key: string; isPrefix: boolean }

function known(): Set<string> {
  const keys = new Set<string>()
  for (const set of ['participant', 'office'] as const) {
    for (const namespace of NAMESPACES[set]) {
      const file = join(ROOT, 'locales', set, REFERENCE_LANGUAGE, `${namespace}.json`)
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
      for (const key of flatten(content, '')) keys.add(`${namespace}:${key.replace(PLURAL, '')}`)
    }
  }
  return keys
}

function flatten(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) return [key]
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`))
}

function usesIn(file: string): Use[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const own = /useTranslation\('([\w-]+)'/.exec(source)?.[1] ?? 'common'
  const say = OWN_SAY.exec(source)?.[1] ?? 'office:'
  const use = (by: string | undefined, key: string): Use => {
    const before = { t: `${own}:`, say, officeTitle: 'office:' }[by ?? 't'] ?? ''
    const whole = key.includes(':') ? key : before + key
    const open = whole.indexOf('${')
    return { file, key: open < 0 ? whole : whole.slice(0, open), isPrefix: open >= 0 }
  }
  return [
    ...[...source.matchAll(CALL)].map((match) => use(match[1], match[2] ?? match[3] ?? match[4] ?? '')),
    ...[...source.matchAll(CHOICE)].flatMap((match) => [use(match[1], match[2] ?? ''), use(match[1], match[3] ?? '')]),
  ]
}

const USES = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .flatMap((path) => usesIn(`app/${path}`))

test('the search for keys finds the calls in pages', () => {
  expect(USES.length).toBeGreaterThan(100)
  expect(USES.some((use) => use.isPrefix)).toBe(true)
})

test('every text that a page uses exists', () => {
  const keys = [...known()]
  const isThere = ({ key, isPrefix }: Use) =>
    isPrefix ? keys.some((one) => one.startsWith(key)) : keys.includes(key) || isContextOf(keys, key)
  expect(USES.filter((use) => !isThere(use)).map((use) => `${use.file}: ${use.key}`)).toEqual([])
})

/** Whether the key has no text itself but one for each context, as in `hand_raised`. */
function isContextOf(keys: string[], key: string): boolean {
  return keys.some((one) => one.startsWith(`${key}_`))
}
