import { sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'

/** About as much as one row of the audit takes. */
const PADDING = '.'.repeat(200)

/** Has the commit of this transaction wait for the disk as any write does, and keeps nothing. */
export async function flushLikeAWrite(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_logical_emit_message(true, 'samsal', ${PADDING}::text)`)
}
