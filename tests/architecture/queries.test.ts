import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { REGION_TIME_ZONE } from '@/domain/region-time-zone'

import { SOURCES } from './import-graph.ts'
import { ROOT } from './list-sources.ts'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
/** A statement built on a transaction: the linter cannot detect it, because it needs no import. */
const STATEMENT = /\b(tx|database|transaction)\s*\.\s*(select\w*|insert|update|delete|execute|with|query|transaction)\b/

test('only db contains statements', () => {
  const asking = [...SOURCES].filter((file) => STATEMENT.test(read(file)))
  expect(asking.length).toBeGreaterThan(15)
  expect(asking.filter((file) => !file.startsWith('db/'))).toEqual([])
})

test.each(['await tx\n      .insert(rows)', 'tx.execute(sql`x`)', 'tx.selectDistinct({})'])(
  '%s is detected',
  (source) => {
    expect(source).toMatch(STATEMENT)
  },
)

/** The first and last day of a period, compared with a day. */
const BY_HAND =
  /\b(from_on|until_on|fromOn|untilOn)\}?\s*(<=|>=|<|>)|(<=|>=|<|>)\s*\$?\{?\w*\.?(from_on|until_on|fromOn|untilOn)\b|\b(lte|gte|lt|gt)\(\w+\.(fromOn|untilOn)\b/
const isFree = (file: string) => file === 'db/queries/periods.ts'

test('only db/queries/periods.ts decides whether something is in force on a day', () => {
  const queries = [...SOURCES].filter((file) => file.startsWith('db/queries/'))
  expect(queries.some((file) => isFree(file) && BY_HAND.test(read(file)))).toBe(true)
  expect(queries.filter((file) => !isFree(file) && BY_HAND.test(read(file)))).toEqual([])
})

/** The present functions and policies, each with its name. */
const policies = read('db/policies.sql')
  .split(/(?=^CREATE (?:OR REPLACE FUNCTION|POLICY) )/m)
  .map((text) => ({ name: /^CREATE (?:OR REPLACE FUNCTION public\.|POLICY )(\w+)/.exec(text)?.[1] ?? '', text }))
const COMPARED = /\b(from_on|until_on)\b\s*(<|>|=|IS NULL)|(<|>|=|BETWEEN|AND)\s+(\w+\.)?(from_on|until_on)\b/i

test('row-level security calls the same functions', () => {
  const found = policies.filter(({ text }) => COMPARED.test(text)).map(({ name }) => name)
  expect(found.toSorted()).toEqual(['in_force_from', 'in_force_on'])
  expect(policies.filter(({ text }) => /in_force_on\(e\./.test(text)).length).toBeGreaterThanOrEqual(3)
})

test('the zone of the region is written once in the rules and once in the database', () => {
  const places = [...SOURCES].filter((file) => !file.startsWith('scripts/') && read(file).includes(REGION_TIME_ZONE))
  expect(places).toEqual(['domain/region-time-zone.ts'])
  expect(policies.filter(({ text }) => text.includes(REGION_TIME_ZONE)).map(({ name }) => name)).toEqual(['region_day'])
})
