import { EventEmitter } from 'node:events'

import type { WorkerEvents } from 'graphile-worker'

import { serveMetrics } from '@/metrics/serve-metrics'

import type { Env } from '../env'
import { makeJobMetrics } from './job-metrics'
import { openQueueLook } from './look-at-queue'

/** Serves the metrics of the jobs at the operator's address; undefined without a port, and nothing is counted. */
export async function startJobMetrics(env: Env, { tasks, poolSize }: { tasks: string[]; poolSize: number }) {
  const { METRICS_PORT: port, METRICS_LISTEN_ADDRESS: listenAddress } = env
  if (port === undefined) return undefined
  const queue = await openQueueLook(env.QUEUE_DATABASE_URL)
  const { registry, pool, follow } = makeJobMetrics({ tasks, poolSize, look: queue.look })
  const events: WorkerEvents = new EventEmitter()
  follow(events)
  const served = await serveMetrics(registry, { port, listenAddress })
  return {
    pool,
    events,
    close: async () => {
      served.close()
      await queue.close()
    },
  }
}
