import { eq } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { heartbeats } from '@/db/schema/audit'
import type { Actor } from '@/domain/people/actor'

/** Asks the database for a sign of life of the jobs process. @throws when the database does not answer. */
export async function checkDatabase(actor: Actor): Promise<{ jobsSeenAtMs: number | null }> {
  const rows = await withActor(actor, (tx) =>
    tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.name, 'jobs')),
  )
  return { jobsSeenAtMs: rows[0]?.at.getTime() ?? null }
}
