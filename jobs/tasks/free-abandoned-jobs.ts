import type { Task } from 'graphile-worker'

/**
 * Gives jobs back to the queue whose process died while it did them: the queue itself waits for it for four hours. No job
 * of ours takes as long as this; one that did would be done twice, one after the other, and changes nothing the second
 * time.
 */
export const freeAbandonedJobs: Task = async (_payload, { query }) => {
  await query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null
     where locked_at < now() - interval '30 seconds'`,
  )
}
