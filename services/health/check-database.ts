import { withActor } from '@/db/client'
import { selectHeartbeatAgeMs } from '@/db/queries/jobs'
import { selectNodes } from '@/db/queries/media-nodes'
import type { Actor } from '@/domain/people/actor'

export type SignsOfLife = {
  /** How long ago the jobs gave one, on the clock of the database; null when they never did. */
  jobsSeenBeforeMs: number | null
  /** Whether a media node with a worker was heard of just now. */
  hasMediaNode: boolean
  /** Whether the disk of every media node that was heard of takes what the register must know. */
  takesFacts: boolean
}

/** Asks the database for signs of life of the other processes. @throws when the database does not answer. */
export async function checkDatabase(actor: Actor): Promise<SignsOfLife> {
  return withActor(actor, async (tx) => {
    const alive = (await selectNodes(tx)).filter((node) => node.isAlive)
    return {
      jobsSeenBeforeMs: await selectHeartbeatAgeMs(tx, 'jobs'),
      hasMediaNode: alive.some((node) => node.capacity > 0),
      takesFacts: alive.every((node) => node.takesFacts),
    }
  })
}
