import { Registry } from 'prom-client'

import { metricsOf } from '@/metrics/registry'
import { watchPool } from '@/metrics/watch-pool'

import { webEnv } from '../env'

const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type WebMetrics = ReturnType<typeof makeWebMetrics>
/** Kept on the process: Next bundles this module more than once, and all copies count into one registry. */
const shared = globalThis as typeof globalThis & { samsalWebMetrics?: WebMetrics }

/** All metrics of the web app. Labels are route templates, methods and codes, so the number of series is bounded. */
export function webMetrics(): WebMetrics {
  shared.samsalWebMetrics ??= makeWebMetrics()
  return shared.samsalWebMetrics
}

function makeWebMetrics() {
  const registry = new Registry()
  const { counter, histogram } = metricsOf(registry)
  const metrics = {
    registry,
    pool: watchPool(registry, () => webEnv().DATABASE_POOL),
    requests: counter({
      name: 'samsal_web_http_requests_total',
      help: 'Requests by route, method and class of status; aborted: the browser did not wait for the end.',
      labels: ['route', 'method', 'status'],
    }),
    requestSeconds: histogram({
      name: 'samsal_web_http_request_duration_seconds',
      help: 'From the request to the end of its response.',
      labels: ['route'],
      buckets: REQUEST_BUCKETS,
    }),
    tickets: counter({
      name: 'samsal_web_tickets_total',
      help: 'Tickets asked for, by outcome: ok, or the code of the refusal.',
      labels: ['outcome'],
    }),
    signIns: counter({
      name: 'samsal_web_sign_ins_total',
      help: 'Staff who signed in with a password or by their municipality, by outcome: ok, or the code of the refusal.',
      labels: ['outcome'],
    }),
    mediaEvents: counter({
      name: 'samsal_web_media_events_total',
      help: 'Events from media servers: recorded, repeated, set-aside.',
      labels: ['outcome'],
    }),
  }
  // Prometheus cannot see the increase of a counter that first appears with its first event.
  for (const outcome of ['ok', 'internal']) metrics.tickets.inc({ outcome }, 0)
  for (const outcome of ['ok', 'internal', 'sign-in.wrong-credentials']) metrics.signIns.inc({ outcome }, 0)
  for (const outcome of ['recorded', 'repeated', 'set-aside']) metrics.mediaEvents.inc({ outcome }, 0)
  return metrics
}
