import type postgres from 'postgres'

/** Passwords of the roles that processes connect as. Neither role owns anything. */
export type RolePasswords = {
  /** `samsal_app`: data, subject to row-level security. */
  app: string
  /** `samsal_jobs`: the queue, and no data. */
  jobs: string
}

const QUEUE_TABLES = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] as const
/** Files inside the database, which none of our roles needs. */
const LARGE_OBJECTS = [
  ...['lo_creat(integer)', 'lo_create(oid)', 'lo_from_bytea(oid, bytea)', 'lo_import(text)', 'lo_import(text, oid)'],
  ...['lo_export(oid, text)', 'lo_open(oid, integer)', 'lo_put(oid, bigint, bytea)', 'lo_unlink(oid)'],
  ...['lo_get(oid)', 'lo_get(oid, bigint, integer)', 'loread(integer, integer)', 'lowrite(integer, bytea)'],
]

/**
 * Sets the roles' passwords and privileges in the database that the owner is connected to. Revocations that need a
 * superuser happen only if the owner is one; the embedded database has them already.
 */
export async function grantRoles(client: postgres.Sql, passwords: RolePasswords): Promise<void> {
  await client.unsafe(`do $$ begin
    if not exists (select from pg_roles where rolname = 'samsal_jobs') then
      create role samsal_jobs login nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
  end $$`)
  for (const [role, password] of [
    ['samsal_app', passwords.app],
    ['samsal_jobs', passwords.jobs],
  ] as const) {
    const [row] = await client`select format('alter role %I password %L', ${role}::text, ${password}::text) as command`
    await client.unsafe(String(row?.command))
  }
  await closeToEverybody(client)
  await openQueue(client)
}

/** Revokes what Postgres grants to every role that can connect. */
async function closeToEverybody(client: postgres.Sql): Promise<void> {
  await client.unsafe(`do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
  end $$`)
  await client.unsafe('revoke create on schema public from public')
  await client.unsafe('grant usage on schema public to samsal_app')
  const [row] = await client<{ rolsuper: boolean }[]>`select rolsuper from pg_roles where rolname = current_user`
  if (row?.rolsuper) await client.unsafe(`revoke all on function ${LARGE_OBJECTS.join(', ')} from public`)
}

/** The privileges of a queue worker; its tables have row-level security with only this policy. */
async function openQueue(client: postgres.Sql): Promise<void> {
  await client.unsafe('grant usage on schema graphile_worker to samsal_jobs')
  await client.unsafe('grant select on graphile_worker.migrations, graphile_worker.jobs to samsal_jobs')
  await client.unsafe('grant usage on all sequences in schema graphile_worker to samsal_jobs')
  await client.unsafe(
    `grant select, insert, update, delete on graphile_worker._private_jobs to samsal_jobs;
     grant select, insert, update on graphile_worker._private_job_queues, graphile_worker._private_known_crontabs to samsal_jobs;
     grant select, insert, update on graphile_worker._private_tasks to samsal_jobs`,
  )
  for (const table of QUEUE_TABLES) {
    await client.unsafe(`do $$ begin
      if not exists (select from pg_policies where schemaname = 'graphile_worker' and tablename = '${table}'
          and policyname = 'worked_by_jobs') then
        create policy worked_by_jobs on graphile_worker.${table} to samsal_jobs using (true);
      end if;
    end $$`)
  }
}
