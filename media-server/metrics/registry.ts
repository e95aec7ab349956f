import { Registry } from 'prom-client'

import { metricsOf } from '@/metrics/registry'

/**
 * All metrics of the media server. Labels are roles, kinds, codes and worker numbers, so the number of series is
 * bounded.
 */
export const registry = new Registry()

export const { counter, gauge, histogram } = metricsOf(registry)
