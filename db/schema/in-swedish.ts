import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Text in the order of the Swedish alphabet; an index on it must say it in the same words. */
export function inSwedish(column: SQLWrapper): SQL {
  return sql`${column} collate "sv-x-icu"`
}
