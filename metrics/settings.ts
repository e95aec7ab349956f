import * as z from 'zod'

/** Where a process serves its metrics: nowhere without a port, and by default only to this machine. */
export const METRICS_SETTINGS = {
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  METRICS_LISTEN_ADDRESS: z.string().min(1).default('127.0.0.1'),
}
