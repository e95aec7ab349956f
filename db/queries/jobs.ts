import { sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { heartbeats } from '@/db/schema/audit'

type NewJob = { task: string; payload: Readonly<Record<string, unknown>>; key: string }

/** Puts a job into the queue with the transaction; a waiting job of the same key is replaced. */
export async function enqueueJob(tx: Transaction, { task, payload, key }: NewJob): Promise<void> {
  await tx.execute(sql`select enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${key}, now())`)
}

/** Says that a process is alive. */
export async function upsertHeartbeat(tx: Transaction, name: string): Promise<void> {
  await tx
    .insert(heartbeats)
    .values({ name, at: sql`now()` })
    .onConflictDoUpdate({ target: heartbeats.name, set: { at: sql`now()` } })
}
