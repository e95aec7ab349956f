import { withActor } from '@/db/client'
import { selectHeartbeatAgeMs } from '@/db/queries/jobs'
import { selectNodes } from '@/db/queries/media-nodes'
import type { Actor } from '@/domain/people/actor'

export type SignsOfLife = {
  /** How long ago the jobs sent a heartbeat, on the database's clock; null if they never have. */
  jobsSeenBeforeMs: number | null
  /** Whether a media node with a worker has reported within the limit. */
  hasMediaNode: boolean
  /** Whether every reporting media node can write media events to its disk. */
  takesFacts: boolean
}

/** Reads the heartbeats of the other processes from the database. @throws when the database does not answer. */
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
