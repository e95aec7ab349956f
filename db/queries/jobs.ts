import { eq, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { heartbeats } from '@/db/schema/audit'

type NewJob = { task: string; payload: Readonly<Record<string, unknown>>; key: string }

/** Enqueues a job with the transaction; a waiting job with the same key is replaced. */
export async function enqueueJob(tx: Transaction, { task, payload, key }: NewJob): Promise<void> {
  await tx.execute(sql`select enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${key}, now())`)
}

/**
 * How long ago a process sent a heartbeat; negative when the database's clock was set back since, null if it never did.
 */
export async function selectHeartbeatAgeMs(tx: Transaction, name: string): Promise<number | null> {
  const [row] = await tx
    .select({ ageMs: sql<number>`(extract(epoch from now() - ${heartbeats.at}) * 1000)::float8` })
    .from(heartbeats)
    .where(eq(heartbeats.name, name))
  return row?.ageMs ?? null
}

/** Records a heartbeat of a process. */
export async function upsertHeartbeat(tx: Transaction, name: string): Promise<void> {
  await tx
    .insert(heartbeats)
    .values({ name, at: sql`now()` })
    .onConflictDoUpdate({ target: heartbeats.name, set: { at: sql`now()` } })
}
