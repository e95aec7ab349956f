import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { openDatabase, withActor, withSavepoint, type Transaction } from '@/db/client'
import { SIGN_IN } from '@/services/system-actors'
import { SET_UP } from '@/tests/factories/set-up'
import { findFreePort } from '@/tests/support/ports'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/*
 * A process with one connection loses it in the middle of a transaction. What follows must be served, and the lost
 * transaction must not write anything into one that the same connection serves later, under another actor.
 */

const AGAIN_WITHIN_MS = 3_000

let database: TestDatabase
let superuser: postgres.Sql
let line: Line
let pool: ReturnType<typeof openDatabase>
const uncaught: unknown[] = []
const keep = (error: unknown) => void uncaught.push(error)

beforeAll(async () => {
  database = await createTestDatabase()
  await database.close()
  superuser = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  await superuser`create table marks (mark text, actor text)`
  await superuser`grant select, insert on marks to samsal_app`
})
afterAll(() => superuser.end())

beforeEach(async () => {
  uncaught.length = 0
  process.prependListener('uncaughtException', keep)
  line = await openLine(new URL(database.appUrl))
  pool = openDatabase(line.url, { max: 1 })
})
afterEach(async () => {
  process.off('uncaughtException', keep)
  await pool.close()
  line.close()
  await superuser`truncate marks`
})

type Line = { url: string; cut: () => void; reset: () => void; close: () => void }

/** A way to the database that a test can cut, as a restart or a firewall does. */
async function openLine(to: URL): Promise<Line> {
  const open = new Set<Socket>()
  const port = await findFreePort()
  const server: Server = createServer((here) => {
    const there = connect(Number(to.port), to.hostname)
    for (const one of [here, there]) open.add(one.on('error', () => {}).on('close', () => open.delete(one)))
    here.pipe(there).pipe(here)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  const all = (end: (one: Socket) => void) => () => [...open].forEach(end)
  const reset = all((one) => void one.resetAndDestroy())
  return { url: url.href, cut: all((one) => void one.destroy()), reset, close: () => void (reset(), server.close()) }
}

/** The end of this transaction's connection, by the server's own hand. */
async function terminate(tx: Transaction): Promise<void> {
  const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  const other = postgres(database.appUrl, { max: 1 })
  await other`select pg_terminate_backend(${own?.pid ?? 0}::int)`
  await other.end()
}

const leave = (tx: Transaction, mark: string) =>
  tx.execute(sql`insert into marks values (${mark}, current_setting('app.actor'))`)
const marks = async () => (await superuser`select mark, actor from marks order by mark`).map((row) => ({ ...row }))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function servedAgain(mark: string): Promise<number> {
  const sinceMs = performance.now()
  await withActor(SIGN_IN, (tx) => leave(tx, mark))
  return performance.now() - sinceMs
}

describe.each([
  ['is terminated by the server', (tx: Transaction) => terminate(tx)],
  ['is closed', () => Promise.resolve(line.cut())],
  ['is reset', () => Promise.resolve(line.reset())],
])('a connection that %s', (_, lose) => {
  test.each([
    [
      'during a query',
      async (tx: Transaction) => {
        const waiting = tx.execute(sql`select pg_sleep(5)`)
        await Promise.all([waiting, pause(100).then(line.cut)])
      },
    ],
    ['between two queries', async (tx: Transaction) => void (await lose(tx), await pause(200))],
    [
      'within a savepoint',
      (tx: Transaction) =>
        withSavepoint(tx, async (inner) => {
          await lose(inner)
          await leave(inner, 'lost')
        }),
    ],
    [
      'and its work fails for another reason',
      async (tx: Transaction) => {
        await lose(tx)
        throw new Error('of the work')
      },
    ],
  ])('%s: the next transaction is served, and every one after it', async (__, work) => {
    await expect(
      withActor(SET_UP, async (tx) => {
        await work(tx)
        await leave(tx, 'lost')
      }),
    ).rejects.toThrow(/the database refused|of the work/)
    for (const mark of ['one', 'two', 'three']) expect(await servedAgain(mark)).toBeLessThan(AGAIN_WITHIN_MS)
    expect((await marks()).map(({ mark }) => mark as string)).toEqual(['one', 'three', 'two'])
    expect(uncaught).toEqual([])
  })

  test('writes nothing under the actor of a later transaction', async () => {
    let goOn = (): void => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    let late: unknown
    const lost = withActor(SET_UP, async (tx) => {
      await lose(tx)
      await held
      late = await leave(tx, 'lost').catch((error: unknown) => error)
    })
    await expect(lost).rejects.toThrow('the database refused')
    await withActor(SIGN_IN, async (tx) => {
      await leave(tx, 'before')
      goOn()
      await pause(50)
      await leave(tx, 'after')
    })
    expect(late).toBeInstanceOf(Error)
    const actor = 'system:sign-in'
    expect(await marks()).toEqual([
      { mark: 'after', actor },
      { mark: 'before', actor },
    ])
    expect(uncaught).toEqual([])
  })
})

test('an error of another line than the one to the database ends the transaction as any other', async () => {
  const ofAnotherLine = Object.assign(new Error('of another line'), { code: 'ECONNRESET' })
  const work = async (tx: Transaction) => {
    await leave(tx, 'lost')
    throw ofAnotherLine
  }
  await expect(withActor(SET_UP, work)).rejects.toThrow('of another line')
  await servedAgain('one')
  expect(await marks()).toEqual([{ mark: 'one', actor: 'system:sign-in' }])
})

test('a query after its transaction is refused, and reaches no other', async () => {
  let kept: Transaction | undefined
  await withActor(SET_UP, async (tx) => {
    kept = tx
    await leave(tx, 'one')
  })
  const late = await leave(kept as unknown as Transaction, 'two').catch((error: unknown) => error)
  expect(late).toMatchObject({ cause: { message: 'the transaction is over' } })
  expect(await marks()).toHaveLength(1)
})

test.each([
  ['cut', () => line.cut()],
  ['reset', () => line.reset()],
])('a line that is %s between two transactions is noticed by nobody', async (_, lose) => {
  for (const mark of ['one', 'two', 'three']) {
    await withActor(SIGN_IN, (tx) => leave(tx, mark))
    lose()
  }
  expect(await marks()).toHaveLength(3)
})
