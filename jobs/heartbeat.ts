import type { Logger } from 'pino'

import { recordHeartbeat } from '@/services/health/record-heartbeat'

import { JOBS } from './jobs-actor'

const INTERVAL_MS = 10_000

/** Records a heartbeat now and every ten seconds until `stop()`. */
export function startHeartbeat(logger: Logger): { stop: () => void } {
  const beat = () =>
    recordHeartbeat(JOBS).catch((error: unknown) => {
      // While the database is down heartbeats are missing; they resume when it is back.
      logger.warn({ event: 'heartbeat.failed', error: error instanceof Error ? error.name : 'unknown' })
    })
  void beat()
  const timer = setInterval(() => void beat(), INTERVAL_MS)
  return { stop: () => clearInterval(timer) }
}
