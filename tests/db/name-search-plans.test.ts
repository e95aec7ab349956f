import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { withActor } from '@/db/client'
import type { MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { findPeople } from '@/services/people/find-people'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { makeStaff } from '@/tests/factories/people'
import { SET_UP } from '@/tests/factories/set-up'
import { addManyPersons } from '@/tests/support/many-persons'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const PERSONS = 50_000
const LARGE = ['persons', 'person_identities', 'name_keys', 'enrolments']
/** Of the pool that `createTestDatabase` opens. */
const CONNECTIONS = 4
const FILL_MS = 120_000

let database: TestDatabase
let owner: postgres.Sql
let actors: Record<'small' | 'large' | 'half' | 'all', StaffActor>

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  await addManyPersons(owner, PERSONS)
  await owner`vacuum analyze`
  const rows = await owner<
    { id: MunicipalityId }[]
  >`select id from municipalities where name like 'Kommun %' order by code`
  const ids = rows.map((row) => row.id)
  const held = (municipalityId: MunicipalityId) => ({ role: 'case_officer' as const, municipalityId })
  const [first, second] = ids
  if (!first || !second) throw new Error('no municipalities')
  actors = {
    small: await makeStaff(held(second)),
    large: await makeStaff(held(first)),
    half: await makeStaff(...ids.slice(0, ids.length / 2).map(held)),
    all: await makeStaff(...ids.map(held)),
  }
}, FILL_MS)
afterAll(async () => {
  await owner.end()
  await database.close()
})

/** Case officers of a small municipality, of the largest, of half of them and of all. */
const WHO = ['small', 'large', 'half', 'all'] as const
const TYPED = ['Mohammed', 'محمد', 'Lindberg Mohammed', 'Qasenko', 'a', 'x y z', '%']

/** How often each large table has been read from end to end, and the index of keys been used. */
async function reads(): Promise<{ whole: Record<string, number>; keys: number }> {
  const tables = await owner<{ table: string; scans: number }[]>`
    select relname as table, seq_scan::int as scans from pg_stat_user_tables where relname = any(${LARGE}) order by 1`
  const [index] = await owner<{ scans: number }[]>`
    select idx_scan::int as scans from pg_stat_user_indexes where indexrelname = 'persons_by_key'`
  return { whole: Object.fromEntries(tables.map((row) => [row.table, row.scans])), keys: index?.scans ?? 0 }
}

/** Has each connection of the pool hand in its counts: in transactions that wait for one another, so that all are used. */
async function flush(): Promise<void> {
  let begun = 0
  const everyOne = Promise.withResolvers<void>()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      withActor(SET_UP, async (tx) => {
        begun += 1
        if (begun === CONNECTIONS) everyOne.resolve()
        await everyOne.promise
        await tx.execute(sql`select pg_stat_force_next_flush()`)
      }),
    ),
  )
}

type PlanNode = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: PlanNode[] }

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

describe.each(WHO)('among 50 000 persons, for the role %s', (who) => {
  test.each(TYPED)('“%s” is looked up in the index of keys', async (typed) => {
    const [row] = await withActor(actors[who], (tx) =>
      tx.execute<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        sql`explain (format json) select person_id from persons_named(${typed})`,
      ),
    )
    const nodes = nodesOf(row?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': 'none' })
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
    expect(nodes.map((node) => node['Index Name'])).toContain('persons_by_key')
  })

  test('no list reads a large table from end to end, nor does what the policies ask', async () => {
    await flush()
    const before = await reads()
    for (const search of TYPED) {
      await listParticipants(actors[who], listParticipantsInput.parse({ search }))
      await listEnrolments(actors[who], listEnrolmentsInput.parse({ search }))
      await findPeople(actors[who], { search })
    }
    await flush()
    const after = await reads()
    expect(after.whole).toEqual(before.whole)
    expect(after.keys).toBeGreaterThan(before.keys + 3 * TYPED.length)
  })
})

test('the keys of these persons are those that the rule makes', async () => {
  const [row] = await owner<{ wrong: number; compared: number }[]>`
    with few as materialized (select id from persons order by id limit 300),
      made as (select * from keys_of_persons(array(select id from few))),
      kept as (select * from name_keys where person_id in (select id from few))
    select (select count(*)::int from ((table made except table kept) union all (table kept except table made)) d) as wrong,
      (select count(*)::int from kept) as compared`
  expect(row?.wrong).toBe(0)
  expect(row?.compared).toBeGreaterThan(1_000)
})
