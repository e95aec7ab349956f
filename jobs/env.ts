import * as z from 'zod'

import { METRICS_SETTINGS } from '@/metrics/settings'

const envSchema = z.object({
  /** As samsal_app: row-level security applies to the jobs too. */
  APP_DATABASE_URL: z.url(),
  /** Connections that this process may have, besides the one that listens. */
  DATABASE_POOL: z.coerce.number().int().min(1).default(4),
  QUEUE_POOL: z.coerce.number().int().min(2).default(4),
  /** As samsal_jobs: only the queue. */
  QUEUE_DATABASE_URL: z.url(),
  /** Signs tokens by which media servers delete a recording. */
  TICKET_PRIVATE_KEY: z.base64(),
  /** The media server's address for the jobs. */
  MEDIA_URL: z.url(),
  ...METRICS_SETTINGS,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Env = z.infer<typeof envSchema>

/** The jobs' environment. Throws when something is missing or malformed. */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Env {
  return envSchema.parse(environment)
}
