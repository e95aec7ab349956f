import { inspect } from 'node:util'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { DatabaseError } from '@/db/database-error'
import { violatedUnique } from '@/db/unique-violation'
import { DomainError } from '@/domain/domain-error'
import { makeMunicipality } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const NAME = 'Zeynepsekret\n    at Zeynepsekret (x:1:1)'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** The error of a statement, printed in full. */
async function failing(work: Parameters<typeof withActor<unknown>>[1]): Promise<{ error: unknown; printed: string }> {
  const error: unknown = await withActor(SET_UP, work).then(
    () => null,
    (reason: unknown) => reason,
  )
  return { error, printed: inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) }
}

it('a statement waits some seconds for a table locked by another, and no longer', async () => {
  const holder = postgres(database.ownerUrl, { max: 1 })
  const { error, printed } = await holder.begin(async (held) => {
    await held`lock table municipalities in access exclusive mode`
    return failing((tx) => tx.execute(sql`select ${NAME}::text from municipalities`))
  })
  await holder.end()
  expect(error).toMatchObject({ name: 'DatabaseError', code: '55P03' })
  expect(printed).not.toMatch(/Zeynep|select |params/)
})

describe('a database error contains neither query nor parameters', () => {
  it.each([
    ['an unknown table', (name: string) => sql`select * from nothing where name = ${name}`, '42P01'],
    ['text that is no number', (name: string) => sql`select ${name}::text::int`, '22P02'],
    ['text that is no date', (name: string) => sql`select ${name}::text::date`, '22007'],
    ['a division', (name: string) => sql`select 1 / length(${name}) * 0, 1 / 0`, '22012'],
    ['a text that it cannot keep', (name: string) => sql`select ${`${name}\0`}::text`, '22021'],
    [
      'a cancelled statement',
      (name: string) => sql`select set_config('statement_timeout', '1', true), ${name}::text, pg_sleep(1)`,
      '57014',
    ],
  ])('%s', async (_, statement, code) => {
    const { error, printed } = await failing(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', '50', true)`)
      return tx.execute(statement(NAME))
    })
    expect(error).toBeInstanceOf(DatabaseError)
    expect(error).toMatchObject({ code })
    expect(printed).not.toMatch(/Zeynep|select |params/)
    expect(printed).toContain('database-error.test')
  })

  it('also where it is the cause of another', async () => {
    const { error, printed } = await failing(async (tx) => {
      try {
        await tx.execute(sql`select ${NAME}::text::int`)
      } catch (cause) {
        throw new DomainError('access.not-found', {}, { cause })
      }
    })
    expect(error).toMatchObject({ code: 'access.not-found', cause: { code: '22P02' } })
    expect(printed).not.toMatch(/Zeynep|select /)
  })

  it('names the violated constraint', async () => {
    await makeMunicipality()
    const { error } = await failing((tx) =>
      tx.execute(
        sql`insert into municipalities (code, name, joined_on) select code, name, joined_on from municipalities`,
      ),
    )
    expect(violatedUnique(error)).toBe('municipalities_code_unique')
    expect(violatedUnique(new Error('other'))).toBeNull()
  })

  it('and any other error is unchanged', async () => {
    const own = new Error('mine')
    const { error } = await failing(() => Promise.reject(own))
    expect(error).toBe(own)
  })
})
