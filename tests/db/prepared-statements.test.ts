import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { withActor, withSavepoint, type Transaction } from '@/db/client'
import { SIGN_IN } from '@/services/system-actors'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** The texts that this transaction's connection has prepared and that contain `part`. */
async function prepared(tx: Transaction, part: string): Promise<string[]> {
  const rows = await tx.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)
  return rows.map(({ statement }) => statement).filter((text) => text.includes(part))
}

const one = (tx: Transaction, value: number) => tx.execute(sql`select ${value}::int as mark_of_this_test`)

test('a query with values is prepared once on a connection, in a transaction and within a savepoint', async () => {
  const found = await withActor(SIGN_IN, async (tx) => {
    for (const value of [1, 2]) expect(await one(tx, value)).toEqual([{ mark_of_this_test: value }])
    expect(await withSavepoint(tx, (inner) => one(inner, 3))).toEqual([{ mark_of_this_test: 3 }])
    return prepared(tx, 'mark_of_this_test')
  })
  expect(found).toHaveLength(1)
})

test('a savepoint that is rolled back leaves the transaction as it was', async () => {
  const left = await withActor(SIGN_IN, async (tx) => {
    await withSavepoint(tx, (inner) => inner.execute(sql`select 1 / ${0}::int`)).catch(() => undefined)
    return one(tx, 4)
  })
  expect(left).toEqual([{ mark_of_this_test: 4 }])
})

test('each query is planned for its values, and the actor is that of its transaction', async () => {
  const seen = await withActor(SIGN_IN, async (tx) => [
    await tx.execute(sql`show plan_cache_mode`),
    await tx.execute(sql`select current_setting('app.actor') as actor where ${true}::boolean`),
  ])
  expect(seen).toMatchObject([[{ plan_cache_mode: 'force_custom_plan' }], [{ actor: 'system:sign-in' }]])
})

test('a long list of values is not prepared: each length would be a text of its own', async () => {
  const lists = await withActor(SIGN_IN, async (tx) => {
    for (const length of [3, 20, 21, 100]) {
      const values = Array.from({ length }, (_, index) => sql`${index}::int`)
      await tx.execute(sql`select 1 as list_of_this_test where 1 in (${sql.join(values, sql`, `)})`)
    }
    return prepared(tx, 'list_of_this_test')
  })
  expect(lists.map((text) => text.match(/\$\d+/g)?.length).toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual(
    [3, 20],
  )
})
