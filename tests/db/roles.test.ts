import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
const clients: Record<string, postgres.Sql> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  const urls = { app: database.appUrl, jobs: database.jobsUrl, owner: database.ownerUrl }
  for (const [role, url] of Object.entries(urls)) clients[role] = postgres(url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.end()))
  await database.close()
})

const as = (role: string, statement: string) => clients[role]?.unsafe(statement)
const REFUSED = /permission denied|must be|only roles with|not allowed|superuser/i

describe('no role of ours', () => {
  it.each(['app', 'jobs', 'owner'])('%s is a superuser, or may bypass row-level security', async (role) => {
    const rows = await as(
      role,
      'select rolsuper, rolbypassrls, rolreplication, rolcreatedb from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolreplication: false, rolcreatedb: false }])
  })

  it.each(
    ['app', 'jobs', 'owner'].flatMap((role) =>
      [
        `copy (select 1) to program 'true'`,
        `create temp table t (x text); copy t from program 'true'`,
        `select pg_read_file('postgresql.auto.conf')`,
        `select pg_ls_dir('.')`,
        `set session_replication_role = replica`,
        `alter system set log_statement = 'all'`,
        `create extension file_fdw`,
        `select lo_import('/etc/passwd')`,
        `select lo_create(0)`,
        `select lo_from_bytea(0, 'x')`,
        `alter role current_user superuser`,
        `set role samsal_superuser`,
        `create role another superuser`,
        `load '/tmp/x.so'`,
      ].map((statement) => [role, statement] as const),
    ),
  )('%s: %s', async (role, statement) => {
    await expect(as(role, statement)).rejects.toThrow(REFUSED)
  })
})

describe('the app’s role', () => {
  it.each([
    'create table mine (x text)',
    'create temp table mine (x text)',
    'create schema mine',
    'create function mine() returns int language sql as $$ select 1 $$',
    'select * from graphile_worker.jobs',
    `select graphile_worker.add_job('assess-lesson')`,
    'set role samsal',
    'set role samsal_jobs',
  ])('cannot %s', async (statement) => {
    await expect(as('app', statement)).rejects.toThrow(REFUSED)
  })
})

describe('the role of the queue', () => {
  it('reads and writes no table of the register', async () => {
    const tables = await clients.owner?.unsafe<{ name: string }[]>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle')`,
    )
    expect(tables?.length).toBeGreaterThan(25)
    for (const { name } of tables ?? []) {
      await expect(
        as('jobs', `select set_config('app.actor', 'system:set-up', false); select * from ${name}`),
      ).rejects.toThrow(/permission denied|does not exist/)
    }
  })

  it.each([
    'create table mine (x text)',
    'create temp table mine (x text)',
    'alter table graphile_worker._private_jobs disable row level security',
    'drop table graphile_worker._private_jobs',
    `select enqueue_job('assess-lesson', '{}', 'k', now())`,
    `select staff_password_hash(gen_random_uuid())`,
    'set role samsal_app',
    'set role samsal',
    `insert into graphile_worker.migrations (id) values (999)`,
  ])('cannot %s', async (statement) => {
    await expect(as('jobs', statement)).rejects.toThrow(REFUSED)
  })

  it('works the queue: adds, reads and removes', async () => {
    await as('jobs', `select graphile_worker.add_job('assess-lesson', '{}', job_key => 'mine')`)
    expect(await as('jobs', `select key from graphile_worker.jobs where key = 'mine'`)).toHaveLength(1)
    await as('jobs', `delete from graphile_worker._private_jobs where key = 'mine'`)
    expect(await as('jobs', `select key from graphile_worker.jobs where key = 'mine'`)).toHaveLength(0)
  })
})
