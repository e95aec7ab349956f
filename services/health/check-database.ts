import { eq } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { selectNodes } from '@/db/queries/media-nodes'
import { heartbeats } from '@/db/schema/audit'
import type { Actor } from '@/domain/people/actor'

export type SignsOfLife = {
  jobsSeenAtMs: number | null
  /** Whether a media node with a worker was heard of just now. */
  hasMediaNode: boolean
}

/** Asks the database for signs of life of the other processes. @throws when the database does not answer. */
export async function checkDatabase(actor: Actor): Promise<SignsOfLife> {
  return withActor(actor, async (tx) => {
    const jobs = await tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.name, 'jobs'))
    const nodes = await selectNodes(tx)
    return {
      jobsSeenAtMs: jobs[0]?.at.getTime() ?? null,
      hasMediaNode: nodes.some((node) => node.isAlive && node.capacity > 0),
    }
  })
}
