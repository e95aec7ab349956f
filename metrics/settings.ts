import { z } from 'zod'

/** Where a process serves its metrics, of its environment: nowhere unless a port is given, and to this machine alone. */
export const METRICS_SETTINGS = {
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  METRICS_LISTEN_ADDRESS: z.string().min(1).default('127.0.0.1'),
}
