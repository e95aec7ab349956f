import { fileURLToPath } from 'node:url'

import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations as migrateQueue } from 'graphile-worker'
import postgres from 'postgres'

const ADVISORY_LOCK = 727_274

type MigrateOptions = { ownerUrl: string; appRolePassword: string; migrationsFolder?: string }

/** Brings the schema and the job queue up to date and sets the app role's password. Safe to run twice at once. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const client = postgres(options.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const database = drizzle(client)
    await database.execute(sql`select pg_advisory_lock(${ADVISORY_LOCK})`)
    await runMigrations(database, { migrationsFolder: options.migrationsFolder ?? defaultFolder() })
    await migrateQueue({ connectionString: options.ownerUrl })
    const [row] =
      await client`select format('alter role samsal_app password %L', ${options.appRolePassword}::text) as command`
    await client.unsafe(String(row?.command))
    await database.execute(sql`select pg_advisory_unlock(${ADVISORY_LOCK})`)
  } finally {
    await client.end({ timeout: 5 })
  }
}

function defaultFolder(): string {
  return fileURLToPath(new URL('../db/migrations', import.meta.url))
}
