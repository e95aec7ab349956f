import postgres from 'postgres'
import { Problem } from '../problem.mjs'
import { sizesAt } from './sizes.ts'
import { helpers, steps } from './steps.ts'

type Options = {
  /** The owner of a migrated database that has nothing in it. */
  ownerUrl: string
  /** Percent of a country. */
  scale: number
  /** The same seed makes the same region on the same day. */
  seed?: number
  onStep?: <Result>(title: string, work: () => Promise<Result>) => Promise<Result>
}
export type Filled = { bytes: number; rows: { table: string; count: number }[] }

/** Tables with millions of rows: their keys and indexes are made once everything is in. */
const LARGE = ['attendance_entries', 'attendance_evidence', 'presence_facts', 'roll_marks']
const SETTINGS = `
  set local synchronous_commit = off; set local maintenance_work_mem = '512MB'; set local work_mem = '256MB';
  set local jit = off; set local timezone = 'UTC'`

/**
 * Fills an empty database with a made-up region, in one transaction: after a failure it is empty again.
 * @throws Problem when something is in it already.
 */
export async function fillDatabase({ ownerUrl, scale, seed = 1, onStep = bare }: Options): Promise<Filled> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [known] = await client`select from municipalities limit 1`
    if (known)
      throw new Problem('There is something in the database already.', 'Name a folder that does not exist yet.')
    const sizes = sizesAt(scale)
    await client.begin(async (tx) => {
      await tx.unsafe(SETTINGS)
      await tx.unsafe(helpers(seed, sizes))
      const makeAgain = await dropKeys(tx)
      for (const { title, sql } of steps(sizes)) await onStep(title, () => tx.unsafe(sql))
      await onStep('Keys and indexes', async () => {
        for (const sql of makeAgain) await tx.unsafe(sql)
      })
    })
    await onStep('Statistics', () => client.unsafe('vacuum analyze'))
    return await describe(client)
  } finally {
    await client.end()
  }
}

async function bare<Result>(_title: string, work: () => Promise<Result>): Promise<Result> {
  return work()
}

/** Drops keys and indexes of the large tables. @returns the statements that make them again, keys before what refers to them. */
async function dropKeys(tx: postgres.TransactionSql): Promise<string[]> {
  const constraints = await tx<{ table: string; name: string; definition: string; isReference: boolean }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition,
      contype = 'f' as "isReference"
    from pg_constraint
    where conrelid = any (${LARGE}::regclass[]) and contype in ('p', 'u', 'f') order by contype = 'f' desc, conname`
  for (const { table, name } of constraints) await tx.unsafe(`alter table ${table} drop constraint ${name}`)
  const indexes = await tx<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = any (${LARGE}::regclass[])`
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`)
  return [
    ...constraints
      .toReversed()
      .map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    // That of a partitioned table is described without those of its partitions.
    ...indexes.map(({ definition }) => definition.replace(' ON ONLY ', ' ON ')),
  ]
}

async function describe(client: postgres.Sql): Promise<Filled> {
  const [size] = await client<{ bytes: string }[]>`select pg_database_size(current_database()) as bytes`
  const tables = ['municipalities', 'persons', 'groups', 'lessons', 'enrolments', ...LARGE, 'audit_entries']
  const rows: Filled['rows'] = []
  for (const table of tables) {
    const [counted] = await client<{ count: number }[]>`select count(*)::float8 as count from ${client(table)}`
    rows.push({ table, count: counted?.count ?? 0 })
  }
  return { bytes: Number(size?.bytes), rows }
}
