import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { NAMESPACES } from '@/app/_server/locales'
import { REFERENCE_LANGUAGE } from '@/domain/languages'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PLURAL = /_(zero|one|two|few|many|other)$/
/** A call with its key and values: t('slides:view.slide', { number: 2 }). */
const CALL = /\b(?:t|say)\(\s*['`](?:[\w-]+:)?([\w.-]+)['`]\s*,\s*\{([^{}]*)\}/g

/** Placeholders by key without its namespace; where two namespaces share a key, those of both. */
const placeholders = new Map<string, Set<string>>()
for (const set of ['participant', 'office'] as const) {
  for (const namespace of NAMESPACES[set]) {
    collect(JSON.parse(readFileSync(join(ROOT, 'locales', set, REFERENCE_LANGUAGE, `${namespace}.json`), 'utf8')), '')
  }
}

function collect(value: unknown, key: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, key === '' ? name : `${key}.${name}`)
    return
  }
  const known = placeholders.get(key.replace(PLURAL, '')) ?? new Set<string>()
  for (const [, name] of String(value).matchAll(/\{\{(\w+)/g)) known.add(name ?? '')
  placeholders.set(key.replace(PLURAL, ''), known)
}

const calls = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .flatMap((path) =>
    [...readFileSync(join(ROOT, 'app', path), 'utf8').matchAll(CALL)].map(([, key = '', values = '']) => ({
      path,
      key,
      given: values.split(',').map((one) => /^\s*(\w+)\s*(?::|$)/.exec(one)?.[1] ?? ''),
    })),
  )

test('calls with values are found', () => {
  expect(calls.length).toBeGreaterThan(30)
})

test('every value that a call passes has a placeholder in the text', () => {
  const lost = calls.flatMap(({ path, key, given }) => {
    const places = placeholders.get(key)
    if (!places || given.some((one) => one.startsWith('...'))) return []
    const own = given.filter((one) => one !== '' && !['count', 'context', 'lng', 'returnObjects'].includes(one))
    return own.filter((one) => !places.has(one)).map((one) => `${path}: ${key} has no {{${one}}}`)
  })
  expect(lost).toEqual([])
})
