import { Registry } from 'prom-client'

import { metricsOf } from '@/metrics/registry'

/** Everything that the media server counts. Labels are roles, kinds, codes and worker numbers: nothing that grows. */
export const registry = new Registry()

export const { counter, gauge, histogram } = metricsOf(registry)
