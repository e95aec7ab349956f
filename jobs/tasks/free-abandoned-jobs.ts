import type { Task } from 'graphile-worker'

/**
 * Releases jobs whose process died while running them; the queue itself would wait four hours. None of our jobs takes
 * as long as this limit; one that did would run twice in sequence, and the second run changes nothing.
 */
export const freeAbandonedJobs: Task = async (_payload, { query }) => {
  await query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null
     where locked_at < now() - interval '30 seconds'`,
  )
}
