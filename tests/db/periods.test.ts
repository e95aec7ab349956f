import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'

import { dateOf } from '@/domain/time'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let app: postgres.Sql
let owner: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  app = postgres(database.appUrl, { max: 1 })
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await Promise.all([app.end(), owner.end()])
  await database.close()
})

describe('in force on 2026-03-10', () => {
  it.each([
    ['from that day on', '2026-03-10', null, true],
    ['until that day', '2026-01-01', '2026-03-10', true],
    ['for that day alone', '2026-03-10', '2026-03-10', true],
    ['until the day before', '2026-01-01', '2026-03-09', false],
    ['from the day after', '2026-03-11', null, false],
    ['from the day after until later', '2026-03-11', '2026-06-01', false],
    ['for no day at all', '2026-03-11', '2026-03-09', false],
  ])('%s', async (_, fromOn, untilOn, isInForce) => {
    const [row] = await app<{ on: boolean }[]>`
      select in_force_on(${fromOn}::date, ${untilOn}::date, '2026-03-10'::date) as on`
    expect(row?.on).toBe(isInForce)
  })

  it.each([
    [null, true],
    ['2026-03-10', true],
    ['2026-03-09', false],
  ])('or later, when it ends on %s', async (untilOn, isInForce) => {
    const [row] = await app<{ later: boolean }[]>`
      select in_force_from(${untilOn}::date, '2026-03-10'::date) as later`
    expect(row?.later).toBe(isInForce)
  })
})

it('the region has the same day in the database as in the rules, at midnight and when clocks change', async () => {
  const instants = [
    ...['2026-01-01T22:59:59Z', '2026-01-01T23:00:00Z', '2026-07-01T21:59:59Z', '2026-07-01T22:00:00Z'],
    ...['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ]
  for (const instant of instants) {
    const [row] = await app<{ day: string }[]>`select region_day(${instant}::timestamptz)::text as day`
    expect([instant, row?.day]).toEqual([instant, dateOf(Date.parse(instant))])
  }
})

/*
 * A function that is not inlined is called for each row, and hides its columns from indexes: the policies of every page
 * would be much slower. A plan then names the function instead of the columns.
 */
test.each([
  ['as a query of the app', () => app],
  ['as a function of row-level security, which runs as the owner', () => owner],
])('the planner inlines them, %s', async (_, client) => {
  const rows = await client()<{ 'QUERY PLAN': string }[]>`
    explain (costs off) select from enrolments e join lessons l on l.group_id = e.group_id
    where in_force_on(e.from_on, e.until_on, region_day(l.starts_at)) and in_force_from(e.until_on, current_date)`
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('e.from_on <=')
  expect(plan).toContain('until_on >=')
  expect(plan).not.toMatch(/in_force|region_day/)
})
