import { sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'

/** About the size of one audit row. */
const PADDING = '.'.repeat(200)

/** Makes this transaction's commit wait for the disk like any write, without storing anything. */
export async function flushLikeAWrite(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_logical_emit_message(true, 'samsal', ${PADDING}::text)`)
}
