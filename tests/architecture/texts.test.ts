import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { NAMESPACES } from '@/app/_server/locales'
import { ERROR_AUDIENCES, ERROR_CODES, type ErrorAudience, type ErrorCode } from '@/domain/error-codes'

import { reachedFrom, SOURCES } from './import-graph.ts'
import { ROOT } from './list-sources.ts'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const isOffice = (file: string) => file.startsWith('app/(office)/')
/** Pages and routes outside the office, and what runs in a lesson. */
const isAroundLesson = (file: string) =>
  /^app\/(\((?!office\))\w+\)\/|api\/|page\.tsx)/.test(file) || /^(media-server|lesson-client)\//.test(file)

/** Know the schemas of all routes together, and say nothing about the code of one of them. */
const LIST_OF_ROUTES = ['app/_server/http-api.ts', 'app/_server/office-http-api.ts']

/** The error codes in the code that these files run. */
function codesMetFrom(isStart: (file: string) => boolean): Set<ErrorCode> {
  const reached = [...reachedFrom([...SOURCES].filter(isStart), LIST_OF_ROUTES)].filter(
    (file) => file !== 'domain/error-codes.ts',
  )
  const written = new Set(reached.flatMap((file) => read(file).match(/'[a-z-]+(\.[a-z-]+)?'/g) ?? []))
  return new Set(ERROR_CODES.filter((code) => written.has(`'${code}'`)))
}

describe('the audience of a refusal', () => {
  const [byOffice, byOthers] = [codesMetFrom(isOffice), codesMetFrom(isAroundLesson)]

  test("matches the imports of each audience's pages, so that all of its readers have its text", () => {
    const derived = ERROR_CODES.map((code): [ErrorCode, ErrorAudience | 'nobody'] => {
      if (byOffice.has(code)) return [code, byOthers.has(code) ? 'everyone' : 'office']
      return [code, byOthers.has(code) ? 'participant' : 'nobody']
    })
    expect(Object.fromEntries(derived)).toEqual(ERROR_AUDIENCES)
  })

  test('is distinguished at all', () => {
    expect(byOffice.has('claims.period-too-long') && !byOthers.has('claims.period-too-long')).toBe(true)
    expect(byOthers.has('lesson.locked') && !byOffice.has('lesson.locked')).toBe(true)
  })
})

/** Texts of the office, used through their namespace or the office's own helpers. */
const ASKS_OFFICE = /'office:|`office:|useTranslation\('office'|\bofficeTitle\(/
const OFFICE_FILES = /^app\/(\(office\)\/|_components\/office-|_server\/office-)/

test("only the office's pages use texts of the office", () => {
  const asking = [...SOURCES].filter((file) => file.startsWith('app/') && ASKS_OFFICE.test(read(file)))
  expect(asking.length).toBeGreaterThan(20)
  expect(asking.filter((file) => !OFFICE_FILES.test(file))).toEqual([])
})

const GIVES = /namespaces=\{\[([^\]]+)\]\}|loadResources\([^[]*\[([^\]]+)\]/g
const givers = [...SOURCES].filter((file) => file.endsWith('.tsx') && /<PageTexts/.test(read(file)))

/** The namespaces that a file passes to client components. */
function givenBy(file: string): string[] {
  return [...read(file).matchAll(GIVES)].flatMap((match) => (match[1] ?? match[2] ?? '').match(/[\w-]+/g) ?? [])
}

/** The namespaces that client components use, in the code that these files run. */
function askedFor(starts: readonly string[]): string[] {
  const client = [...reachedFrom(starts)].filter((file) => /useTranslation\(/.test(read(file)))
  return [
    ...new Set(
      client.flatMap((file) => {
        const known: readonly string[] = [...NAMESPACES.participant, ...NAMESPACES.office]
        const own = [...read(file).matchAll(/useTranslation\('([\w-]+)'/g)].map((match) => match[1] ?? '')
        const others = [...read(file).matchAll(/\bt\(\s*['`]([\w-]+):/g)].map((match) => match[1] ?? '')
        return [...own, ...others].filter((name) => known.includes(name))
      }),
    ),
  ].toSorted()
}

/** A light page is a route, which gives its own texts. */
const lightRoutes = [...SOURCES].filter((file) => file.endsWith('/route.ts') && /\banswerLightPage\(/.test(read(file)))
const lightFolders = lightRoutes.map((file) => `${path.dirname(file)}/`)

test.each(lightRoutes)('%s gives its light page the texts that it uses, and no others', (route) => {
  const [, list = ''] = /namespaces: \[([^\]]+)\]/.exec(read(route)) ?? []
  const given = list.match(/[\w-]+/g) ?? []
  const parts = [...SOURCES].filter((file) => file.startsWith(`${path.dirname(route)}/`) && file.endsWith('.tsx'))
  expect(given.toSorted()).toEqual(askedFor(parts))
})

test.each(givers)('%s passes to its pages the texts that they use, and no others', (giver) => {
  const folder = `${path.dirname(giver)}/`
  const inside = [...SOURCES].filter(
    (file) => file.startsWith(folder) && !lightFolders.some((light) => file.startsWith(light)),
  )
  const others = inside.filter((file) => file !== giver && /loadResources\(/.test(read(file)))
  const given = [giver, ...others].flatMap(givenBy)
  expect([...new Set(given)].toSorted()).toEqual(askedFor(inside))
})

const SECTIONS = /const CLIENT_SECTIONS = \{([^}]+)\}/
const sectioned = givers.filter((file) => isOffice(file) && SECTIONS.test(read(file)))

/** The sections that client components use, in the code that these files run. */
function sectionsAskedFor(starts: readonly string[]): string[] {
  const client = [...reachedFrom(starts)].filter((file) => /useTranslation\(/.test(read(file)))
  const asked = client.flatMap((file) => {
    const own = /useTranslation\('([\w-]+)'/.exec(read(file))?.[1] ?? 'common'
    const calls = [...read(file).matchAll(/\bt\(([^()]*)/g)].map(([, inside = '']) => inside)
    const keys = calls.flatMap((inside) => [...inside.matchAll(/['`](?:([\w-]+):)?([\w-]+)(?=['.`])/g)])
    return keys.map(([, name, section]) => `${name ?? own}:${section}`)
  })
  return [...new Set(asked)].filter((key) => /^(office|common):/.test(key)).toSorted()
}

test.each(sectioned)('%s passes to client components the sections that they use, and no others', (giver) => {
  const [, body = ''] = SECTIONS.exec(read(giver)) ?? []
  const given = [...body.matchAll(/(\w+): \[([^\]]+)\]/g)].flatMap(([, name, list]) =>
    (list?.match(/[\w-]+/g) ?? []).map((section) => `${name}:${section}`),
  )
  const folderOf = (file: string) => `${path.dirname(file)}/`
  // A folder with texts of its own is no business of the layout above it.
  const inner = sectioned.filter((file) => file !== giver && file.startsWith(folderOf(giver))).map(folderOf)
  const inside = [...SOURCES].filter(
    (file) => file.startsWith(folderOf(giver)) && !inner.some((folder) => file.startsWith(folder)),
  )
  expect(given.length).toBeGreaterThan(3)
  expect(given.toSorted()).toEqual(sectionsAskedFor(inside))
})

test('more than one page of the office has texts of its own', () => {
  expect(sectioned.length).toBeGreaterThan(1)
})
