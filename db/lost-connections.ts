import { setTimeout as pause } from 'node:timers/promises'

import type postgres from 'postgres'

type Inner = postgres.TransactionSql
type Work = (inner: Inner) => unknown
type Begin = (...given: unknown[]) => Promise<unknown>

/** The driver's codes, the system's, and the server's own word before it closes (class 57P). */
const LOST = /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|57P0[123])$/

/** Whether an error says that a connection which existed is gone; not that none could be made. */
export function isConnectionLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && LOST.test(cause.code)) return true
  }
  return false
}

/**
 * The same client, whose transactions end with their connection. postgres.js 3.4 goes on with one: it writes the
 * ROLLBACK, and what the work asks for afterwards, to the connection that takes the lost one's place. That reaches
 * another transaction under another actor, or leaves the place unable to write for as long as the process lives.
 */
export function endingWithConnection(client: postgres.Sql): postgres.Sql {
  const begin: Begin = (...given) => {
    const life = new Life()
    return run(client.begin.bind(client) as Begin, given, life).finally(() => life.end())
  }
  return withOwn(client, { begin })
}

/** `start` is the driver's `begin` or `savepoint`, whose work is the last argument. */
async function run(start: Begin, given: unknown[], life: Life): Promise<unknown> {
  const work = given.pop() as Work
  return start(...given, (inner: Inner) => untilLost(life, () => work(guard(inner, life))))
}

/** After an error of the line the driver notices within a turn or two that the connection is closed. */
const NOTICED_WITHIN_MS = 1_000

/** Whether a transaction still has its connection. */
class Life {
  isOver = false
  readonly #over = Promise.withResolvers<void>()

  end(): void {
    this.isOver = true
    this.#over.resolve()
  }

  /** @throws when it is over. */
  check(): void {
    if (this.isOver) throw Object.assign(new Error('the transaction is over'), { code: 'CONNECTION_CLOSED', errno: 0 })
  }

  /** Waits for the end that an error of the line foretells; one of another line than the database's foretells none. */
  async notice(): Promise<void> {
    const waiting = new AbortController()
    const late = pause(NOTICED_WITHIN_MS, undefined, { signal: waiting.signal }).catch(() => {})
    await Promise.race([this.#over.promise, late])
    waiting.abort()
  }
}

function guard(inner: Inner, life: Life): Inner {
  const unsafe: Inner['unsafe'] = (...given) => {
    life.check()
    return inner.unsafe(...given)
  }
  const savepoint: Begin = async (...given) => {
    life.check()
    return run(inner.savepoint.bind(inner) as Begin, given, life)
  }
  return withOwn(inner, { unsafe, savepoint })
}

/**
 * The work's result. Never settles once the connection is lost, because the driver would answer with a COMMIT or
 * ROLLBACK; it has rejected the transaction by itself.
 */
async function untilLost(life: Life, work: () => unknown): Promise<unknown> {
  try {
    const result = await work()
    if (!life.isOver) return result
  } catch (error) {
    if (isConnectionLost(error)) await life.notice()
    if (!life.isOver) throw error
  }
  return new Promise(() => {})
}

function withOwn<Client extends object>(client: Client, own: Record<string, unknown>): Client {
  return new Proxy(client, {
    get: (target, name): unknown => (Object.hasOwn(own, name) ? own[name as string] : Reflect.get(target, name)),
  })
}
