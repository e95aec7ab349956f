import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { HTTP_API } from '@/app/_server/http-api'
import type { Contract } from '@/app/_server/http-contract'
import { isPlainText } from '@/domain/text/plain-text'

import { listSources, ROOT } from './list-sources.ts'

/*
 * Every schema of an edge, down to its last field: additions to the protocol or to a service are checked here
 * automatically.
 */

type Leaf = { path: string; schema: z.ZodType; def: Definition }
type Definition = {
  type: string
  checks?: { _zod: { def: { check: string; format?: string } } }[]
  [key: string]: unknown
}

/** Incoming schemas, besides services' `…Input` exports and routes' inputs. */
const PROTOCOL = /^protocol\/(?!http-answers|people-answer)[a-z-]+\.ts$/
const SERVICES = /^services\/.+(?<!\.test)\.ts$/
/** Outgoing only, or read only by the browser: our own server does not attack it. */
const GOES_OUT = new Set([
  ...['consumerInfo', 'peerState', 'transportInfo', 'iceParameters', 'liveView', 'questionSlice', 'refusal'],
  ...['operations', 'nodeAssignments', 'SERVER_MESSAGES', 'lessonStatus'],
])

/** Fields that are read with their fractions. */
const MEASURED =
  /(packetsPerSecond|PacketsPerSecond|cpuShare|memoryBytes|ageSeconds|capacity|maxFramerate|scaleResolutionDownBy|roundTripMs|Percent|Kbps)$/
/** Texts that are hashed and never stored. */
const ANY_TEXT = /(^|\.)password$/
/** A whole message of another node, encrypted. */
const LONG_TEXT = /\.sealed$/

const BAD_NUMBERS = [0.5, -0.5, 1e308, -1e308, 2 ** 53 + 2, Number.NaN, Number.POSITIVE_INFINITY, '1e308']
const BAD_TEXTS = [
  '\0',
  'a\0b',
  '\uD83D',
  '\uDE00a',
  'a\u202Eb',
  'a\u2066b',
  'a\u200Fb',
  'a\uFFFEb',
  'a\u{1FFFF}b',
  'a\u0085b',
]
const LONG = 'x'.repeat(10_000)

const found: { name: string; schema: z.ZodType }[] = []
beforeAll(async () => {
  const files = listSources().filter((path) => PROTOCOL.test(path) || SERVICES.test(path))
  for (const file of files.filter((path) => !path.endsWith('.test.ts') && !path.endsWith('-main.ts'))) {
    const exported = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      if (GOES_OUT.has(name) || (SERVICES.test(file) && !name.endsWith('Input'))) continue
      for (const [inner, schema] of schemasIn(value)) found.push({ name: `${file} ${name}${inner}`, schema })
    }
  }
  for (const [key, { params, query, body }] of Object.entries<Contract>(HTTP_API)) {
    for (const [inner, schema] of schemasIn({ params, query, body })) found.push({ name: `${key}${inner}`, schema })
  }
})

describe('every field of every edge', () => {
  test('is found', () => {
    const leaves = found.flatMap(({ name, schema }) => leavesOf(schema, name))
    console.log(`${found.length} schemas, ${leaves.length} fields`)
    expect(found.length).toBeGreaterThan(120)
    expect(leaves.length).toBeGreaterThan(400)
  })

  test('has a maximum, and is an integer unless it is a measurement', () => {
    const wrong = leavesOfType('number').flatMap(({ path, schema }) => {
      const taken = BAD_NUMBERS.filter((value) => schema.safeParse(value).success)
      const isExpected = (value: unknown) => MEASURED.test(path) && value === 0.5
      return taken.filter((value) => !isExpected(value)).map((value) => `${path} takes ${String(value)}`)
    })
    expect(wrong).toEqual([])
  })

  test('accepts no text that a database, a log or a page cannot handle, and none of unlimited length', () => {
    const wrong = leavesOfType('string').flatMap(({ path, schema }) => {
      const bad = ANY_TEXT.test(path) ? [] : BAD_TEXTS.filter((text) => keepsBad(schema, text))
      const isEndless = !LONG_TEXT.test(path) && keepsLong(schema)
      return [
        ...bad.map((text) => `${path} takes ${JSON.stringify(text)}`),
        ...(isEndless ? [`${path} has no end`] : []),
      ]
    })
    expect(wrong).toEqual([])
  })

  test('has arrays of limited length', () => {
    const wrong = leavesOfType('array').flatMap(({ path, def }) => {
      const isBounded = def.checks?.some(({ _zod }) => ['max_length', 'length_equals'].includes(_zod.def.check))
      return isBounded ? [] : [path]
    })
    expect(wrong).toEqual([])
  })
})

function leavesOfType(type: string): Leaf[] {
  return found.flatMap(({ name, schema }) => leavesOf(schema, name)).filter(({ def }) => def.type === type)
}

function keepsBad(schema: z.ZodType, text: string): boolean {
  const parsed = schema.safeParse(text)
  return parsed.success && typeof parsed.data === 'string' && !isPlainText(parsed.data)
}

function keepsLong(schema: z.ZodType): boolean {
  const parsed = schema.safeParse(LONG)
  return parsed.success && typeof parsed.data === 'string' && parsed.data.length >= LONG.length
}

function schemasIn(value: unknown): [string, z.ZodType][] {
  if (value instanceof z.ZodType) return [['', value]]
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    schemasIn(inner).map(([rest, schema]): [string, z.ZodType] => [`.${key}${rest}`, schema]),
  )
}

/** The fields of a schema with the checks around each; arrays are listed beside their items. */
function leavesOf(schema: z.ZodType, path: string, whole: z.ZodType = schema): Leaf[] {
  const def = schema._zod.def as unknown as Definition
  const inner = (key: string) => def[key] as z.ZodType
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape as Record<string, z.ZodType>).flatMap(([key, one]) =>
        leavesOf(one, `${path}.${key}`),
      )
    case 'array':
      return [{ path, schema, def }, ...leavesOf(inner('element'), `${path}[]`)]
    case 'tuple':
      return (def.items as z.ZodType[]).flatMap((one, index) => leavesOf(one, `${path}[${index}]`))
    case 'record':
      return [...leavesOf(inner('keyType'), `${path}{key}`), ...leavesOf(inner('valueType'), `${path}{}`)]
    case 'union':
      return (def.options as z.ZodType[]).flatMap((one) => leavesOf(one, path))
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return leavesOf(inner('innerType'), path)
    case 'pipe':
      // An attacker controls a schema's input, so that is what the checks judge; transformations are followed.
      return leavesOf(inner('in'), path, whole)
    default:
      return [{ path, schema: whole === schema ? schema : whole, def }]
  }
}
