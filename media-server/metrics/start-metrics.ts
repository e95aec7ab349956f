import type { Logger } from 'pino'

import { serveMetrics, type ServedMetrics } from '@/metrics/serve-metrics'

import { watchSessions, type SeenSession } from './lessons'
import { watchOutbox } from './media-events'
import { registry } from './registry'
import { sampleTraffic, watchWorkers, type SeenWorker } from './workers'

type MetricsSettings = { METRICS_PORT?: number | undefined; METRICS_LISTEN_ADDRESS: string }
type Seen = {
  sessions: () => SeenSession[]
  workers: () => readonly SeenWorker[]
  outbox: Parameters<typeof watchOutbox>[0]
  logger: Logger
}

/** Sampling interval of producers, independent of scrapes. */
const SAMPLE_EVERY_MS = 10_000

/** Serves the media server's metrics at the operator's address; without a port nothing is sampled. */
export async function startMetrics(
  settings: MetricsSettings,
  { sessions, workers, outbox, logger }: Seen,
): Promise<ServedMetrics> {
  const { METRICS_PORT: port, METRICS_LISTEN_ADDRESS: listenAddress } = settings
  if (port === undefined) return { close: () => {} }
  watchSessions(sessions)
  watchWorkers(workers)
  watchOutbox(outbox)
  const served = await serveMetrics(registry, { port, listenAddress })
  let isSampling = false
  const timer = setInterval(() => {
    if (isSampling) return
    isSampling = true
    sampleTraffic()
      .catch((error: unknown) => logger.warn({ event: 'traffic-not-sampled', error: String(error) }))
      .finally(() => (isSampling = false))
  }, SAMPLE_EVERY_MS)
  timer.unref()
  return {
    close: () => {
      clearInterval(timer)
      served.close()
    },
  }
}
