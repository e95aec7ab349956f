import type postgres from 'postgres'

/** Every prepared text takes memory on every connection: more than the application has, and no lists of any length. */
const TEXTS_MAX = 500
const VALUES_MAX = 20

/**
 * The same client, whose queries with values are prepared once on each connection. Drizzle asks for them as unprepared
 * ones, which postgres.js sends in two round trips: first it asks for the types of the values.
 */
export function preparing(client: postgres.Sql): postgres.Sql {
  return wrap(client, new Set())
}

type Begin = (...given: [...unknown[], (inner: postgres.TransactionSql) => unknown]) => unknown

function wrap<Client extends postgres.Sql | postgres.TransactionSql>(client: Client, known: Set<string>): Client {
  const unsafe: postgres.Sql['unsafe'] = (query, values = [], options = {}) =>
    client.unsafe(query, values, isKept(query, values.length, known) ? { ...options, prepare: true } : options)
  const nested =
    (name: 'begin' | 'savepoint') =>
    (...given: unknown[]) => {
      const work = given.pop() as (inner: postgres.TransactionSql) => unknown
      const begin = Reflect.get(client, name) as Begin
      return begin.call(client, ...given, (inner: postgres.TransactionSql) => work(wrap(inner, known)))
    }
  const own: Record<PropertyKey, unknown> = { unsafe, begin: nested('begin'), savepoint: nested('savepoint') }
  return new Proxy(client, {
    get: (target, name): unknown => (name in own && name in target ? own[name] : Reflect.get(target, name)),
  })
}

function isKept(query: string, values: number, known: Set<string>): boolean {
  if (values === 0 || values > VALUES_MAX) return false
  if (known.size < TEXTS_MAX) known.add(query)
  return known.has(query)
}
