import postgres from 'postgres'

/** The first role of a cluster, which is always a superuser. None of our processes ever connects as it. */
export const SUPERUSER = 'samsal_superuser'
export const OWNER = 'samsal'
export const DATABASE = 'samsal'

/** Large objects put files into the database; only a superuser can revoke them from everybody. */
export const CLOSE_LARGE_OBJECTS = `do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace
    and (proname like 'lo\\_%' or proname in ('loread', 'lowrite')) loop
    execute format('revoke all on function %s from public', f);
  end loop; end $$`

type Addresses = {
  /** As the owner, which in a cluster of an older version is the superuser. */
  ownerUrl: string
  ownerPassword: string
  superuserPassword: string
}

/**
 * Converts a cluster whose owner is the superuser into one whose owner is not, in one transaction: the old role keeps
 * its powers under another name and with another password, and a new role owns the database and its contents.
 */
export async function demoteOwner({ ownerUrl, ownerPassword, superuserPassword }: Addresses): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [row] = await client<{ rolsuper: boolean }[]>`select rolsuper from pg_roles where rolname = current_user`
    if (!row?.rolsuper) return
    await client.begin(async (tx) => {
      const run = async (format: string, ...values: string[]) => {
        const [made] = await tx`select format(${format}, variadic ${values}::text[]) as command`
        await tx.unsafe(String(made?.command))
      }
      // A session cannot rename its own role, so another one does it.
      await run('create role %I superuser', HELPER)
      await run('set local session authorization %I', HELPER)
      await run('alter role %I rename to %I', OWNER, SUPERUSER)
      await run('alter role %I password %L', SUPERUSER, superuserPassword)
      await run('create role %I login nosuperuser createrole nobypassrls password %L', OWNER, ownerPassword)
      await run('alter database %I owner to %I', DATABASE, OWNER)
      await tx.unsafe(GIVE_EVERYTHING)
      await tx.unsafe(CLOSE_LARGE_OBJECTS)
      await tx.unsafe('reset session authorization')
      await run('drop role %I', HELPER)
    })
  } finally {
    await client.end({ timeout: 5 })
  }
}

const HELPER = 'samsal_demotes'

/** Transfers every schema, table, sequence, view, function and type of ours, and the roles it manages, to the owner. */
const GIVE_EVERYTHING = `do $$ declare one record; begin
  for one in select oid, nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') loop
    execute format('alter schema %I owner to ${OWNER}', one.nspname);
  end loop;
  for one in select c.oid::regclass as name, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f')
    or (n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind = 'S'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))) loop
    execute format('alter %s %s owner to ${OWNER}', case one.relkind when 'v' then 'view' when 'm' then 'materialized view'
      when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end, one.name);
  end loop;
  for one in select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('alter routine %s owner to ${OWNER}', one.name);
  end loop;
  for one in select t.oid::regtype as name from pg_type t join pg_namespace n on n.oid = t.typnamespace
    left join pg_class c on c.oid = t.typrelid
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c')) loop
    execute format('alter type %s owner to ${OWNER}', one.name);
  end loop;
  for one in select rolname from pg_roles where rolname in ('samsal_app', 'samsal_jobs') loop
    execute format('grant %I to ${OWNER} with admin true, inherit false, set false', one.rolname);
  end loop;
end $$`
