import { afterAll, beforeAll, expect, it } from 'vitest'
import postgres from 'postgres'

import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/*
 * `db/policies.sql` shows the grants, policies and functions that result from all migrations. It is read, never run:
 * after a migration, `npx vitest run --project db tests/db/policies.test.ts -u` writes it.
 */

const HEAD = `-- What the database lets whom do, in its present state. Written by tests/db/policies.test.ts; change it by a migration.\n`
const ROLES = ['samsal_app', 'samsal_jobs']

let database: TestDatabase
let owner: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

type Policy = { table: string; name: string; cmd: string; qual: string | null; check: string | null }
type Grant = { table: string; role: string; privilege: string; columns: string | null }

/** Tables in alphabetical order, each with its grants and policies. */
async function describeTables(): Promise<string[]> {
  const tables = await owner<{ name: string; isBound: boolean }[]>`
    select relname as name, relrowsecurity as "isBound" from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`
  const policies = await owner<Policy[]>`
    select tablename as table, policyname as name, cmd, qual, with_check as check from pg_policies
    where schemaname = 'public' order by tablename, policyname`
  const grants = await owner<Grant[]>`
    select table_name as table, grantee as role, privilege_type as privilege, null as columns
    from information_schema.table_privileges where table_schema = 'public' and grantee = any(${ROLES})
    union all
    select c.table_name, c.grantee, c.privilege_type, string_agg(c.column_name, ', ' order by c.column_name)
    from information_schema.column_privileges c where c.table_schema = 'public' and c.grantee = any(${ROLES})
      and not exists (select from information_schema.table_privileges t where t.table_schema = 'public'
        and t.table_name = c.table_name and t.grantee = c.grantee and t.privilege_type = c.privilege_type)
    group by 1, 2, 3
    order by 1, 2, 3`
  return tables.map(({ name, isBound }) =>
    [
      `-- ${name}${isBound ? '' : ': no row-level security'}`,
      ...grants.filter((one) => one.table === name).map(describeGrant),
      ...policies.filter((one) => one.table === name).map(describePolicy),
      '',
    ].join('\n'),
  )
}

function describeGrant({ table, role, privilege, columns }: Grant): string {
  return `GRANT ${privilege}${columns === null ? '' : ` (${columns})`} ON ${table} TO ${role};`
}

function describePolicy({ table, name, cmd, qual, check }: Policy): string {
  const using = qual === null ? '' : `\n  USING ${qual}`
  const withCheck = check === null ? '' : `\n  WITH CHECK ${check}`
  return `CREATE POLICY ${name} ON ${table} FOR ${cmd}${using}${withCheck};`
}

async function describeFunctions(): Promise<string[]> {
  const rows = await owner<{ text: string }[]>`
    select pg_get_functiondef(oid) as text from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f' order by proname, oid`
  return rows.map(({ text }) => `${text.trim()};\n`)
}

it('the documented policies, grants and functions are those in force', async () => {
  const text = [HEAD, ...(await describeTables()), ...(await describeFunctions())].join('\n')
  await expect(text).toMatchFileSnapshot('../../db/policies.sql')
})
