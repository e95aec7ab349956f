import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

import { idOfActor, type Actor } from '@/domain/people/actor'

import { withoutParameters } from './database-error'
import { endingWithConnection, isConnectionLost } from './lost-connections'
import { preparing } from './prepare-statements'

export type Database = PostgresJsDatabase
/** A transaction that has set its actor; queries can reach the database only through one. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

/** What observers of the pool are notified of; never the queries themselves. */
type PoolWatch = {
  queried: () => void
  /** A transaction requests a connection; the returned functions report that it has one, and that it has ended. */
  asked: () => { begun: () => void; ended: (isCommitted: boolean) => void }
}

type Connection = {
  database: Database
  watch: PoolWatch | undefined
  listen: postgres.Sql['listen']
  close: () => Promise<void>
}
type PoolOptions = { max?: number; watch?: PoolWatch }

/** Kept on the process, because Next bundles this module more than once and all copies must share one pool. */
const shared = globalThis as typeof globalThis & { samsalDatabase?: Connection }

/**
 * Seconds until reconnecting. A fixed short delay, so that nobody waits for a long backoff once the database is back.
 */
function backoff(retries: number): number {
  return Math.min(0.1 * 2 ** retries, 1)
}

/** How long a statement waits for a row or table locked by another transaction, in ms; then it fails with 55P03. */
const LOCK_TIMEOUT_MS = 5_000

/** How often a transaction asks for a connection that turns out to be dead; every one of a pool may be. */
const TRIES_TO_BEGIN = 12

/** Opens the process's only pool. `url` connects as a role that is subject to row-level security. */
export function openDatabase(url: string, { max = 10, watch }: PoolOptions = {}): Connection {
  const client = postgres(url, {
    ...{ max, idle_timeout: 60, connect_timeout: 5, backoff, onnotice: () => {} },
    // Planned each time for its values: one group's lessons and everybody's are not found in the same way.
    connection: { lock_timeout: LOCK_TIMEOUT_MS, plan_cache_mode: 'force_custom_plan' },
  })
  const database = drizzle(preparing(endingWithConnection(client)), {
    logger: watch ? { logQuery: watch.queried } : false,
  })
  const listen = client.listen.bind(client)
  const connection = { database, watch, listen, close: () => client.end({ timeout: 2 }) }
  shared.samsalDatabase = connection
  return connection
}

/** Listens for notifications on a separate connection that reconnects automatically. */
export function getListener(): Pick<Connection, 'listen'> {
  const connection = shared.samsalDatabase
  if (!connection) throw new Error('openDatabase() was not called')
  return connection
}

/**
 * Runs `work` in one transaction on behalf of `actor`; row-level security limits it to what that actor may see.
 * @throws DatabaseError for anything the database refuses: no query and no parameter leaves this function.
 */
export async function withActor<Result>(actor: Actor, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const connection = shared.samsalDatabase
  if (!connection) throw new Error('openDatabase() was not called')
  for (let tries = 1; ; tries += 1) {
    let isBegun = false
    try {
      return await transact(connection, actor, (tx) => {
        isBegun = true
        return work(tx)
      })
    } catch (error) {
      // Found dead when it was wanted, after a restart of the database: nothing has been done yet.
      const isAgain = !isBegun && tries < TRIES_TO_BEGIN && isConnectionLost(error)
      if (!isAgain) throw withoutParameters(error)
    }
  }
}

async function transact<Result>(
  { database, watch }: Connection,
  actor: Actor,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const watched = watch?.asked()
  let isCommitted = false
  try {
    const result = await database.transaction(async (tx) => {
      watched?.begun()
      await tx.execute(sql`select set_config('app.actor', ${actorSetting(actor)}, true)`)
      return work(tx)
    })
    isCommitted = true
    return result
  } finally {
    watched?.ended(isCommitted)
  }
}

/** A savepoint that is rolled back when it fails; the transaction itself continues. */
export async function withSavepoint<Result>(
  tx: Transaction,
  work: (inner: Transaction) => Promise<Result>,
): Promise<Result> {
  return tx.transaction(work)
}

function actorSetting(actor: Actor): string {
  return `${actor.kind}:${idOfActor(actor)}`
}
