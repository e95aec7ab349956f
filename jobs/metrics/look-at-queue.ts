import { makeWorkerUtils } from 'graphile-worker'

import type { QueueState } from './job-metrics'

const PATIENCE_MS = 2_000
const QUEUE_STATE = `
  select
    count(*) filter (where is_due and not is_running and not is_failed)::int as ready,
    count(*) filter (where not is_due and not is_running and not is_failed)::int as later,
    count(*) filter (where is_running)::int as running,
    count(*) filter (where is_failed and not is_running)::int as failed,
    coalesce(max(extract(epoch from now() - run_at)) filter (where is_due and not is_running and not is_failed), 0)::float
      as "oldestReadySeconds"
  from (
    select run_at, run_at <= now() as is_due, locked_at is not null as is_running, attempts >= max_attempts as is_failed
    from graphile_worker.jobs
  ) as queue`

/** Queries the state of the queue, as the role that works it. */
export async function openQueueLook(connectionString: string) {
  const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 1 })
  return {
    look: (): Promise<QueueState> => Promise.race([ask(), giveUp()]),
    close: async () => utils.release(),
  }

  async function ask(): Promise<QueueState> {
    const { rows } = await utils.withPgClient((client) => client.query<QueueState>(QUEUE_STATE))
    const [state] = rows
    if (!state) throw new Error('the queue says nothing')
    return state
  }
}

function giveUp(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the queue does not answer')), PATIENCE_MS).unref()
  })
}
