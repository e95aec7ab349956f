import { fileURLToPath } from 'node:url'

import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations as migrateQueue } from 'graphile-worker'
import postgres from 'postgres'

import { grantRoles, type RolePasswords } from './roles'
import { purgeOldNames, purgeSealedNames, sealPlainNames, type SealNames } from './seal-plain-names'

const ADVISORY_LOCK = 727_274
/** The number of the migration, counted from 1, that moved legal names out of `persons`. */
const NAMES_APART = 14

type MigrateOptions = {
  ownerUrl: string
  passwords: RolePasswords
  migrationsFolder?: string
  /** Encrypts names that an older version stored in plain text. */
  sealNames?: SealNames
}

/**
 * Updates the schema and the job queue, and the roles' passwords and privileges. Safe to run twice at the same time.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const notices: postgres.Notice[] = []
  const client = postgres(options.ownerUrl, { max: 1, onnotice: (notice) => notices.push(notice) })
  try {
    const database = drizzle(client)
    await database.execute(sql`select pg_advisory_lock(${ADVISORY_LOCK})`)
    const before = await countMigrations(client)
    await runMigrations(database, { migrationsFolder: options.migrationsFolder ?? defaultFolder() })
    const after = await countMigrations(client)
    if (after >= NAMES_APART) {
      const sealed = await sealPlainNames(client, options.sealNames)
      if (sealed > 0 || (before > 0 && before < NAMES_APART)) await purgeOldNames({ client, notices })
      else await purgeSealedNames({ client, notices })
    }
    await migrateQueue({ connectionString: options.ownerUrl })
    await grantRoles(client, options.passwords)
    await database.execute(sql`select pg_advisory_unlock(${ADVISORY_LOCK})`)
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function countMigrations(client: postgres.Sql): Promise<number> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (table?.name === null) return 0
  const [row] = await client<{ number: number }[]>`select count(*)::int as number from drizzle.__drizzle_migrations`
  return row?.number ?? 0
}

function defaultFolder(): string {
  return fileURLToPath(new URL('../db/migrations', import.meta.url))
}
