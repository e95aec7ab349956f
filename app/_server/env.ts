import * as z from 'zod'

import { readMediaNodes } from '@/domain/media-nodes/read-media-nodes'
import { METRICS_SETTINGS } from '@/metrics/settings'

const schema = z.object({
  APP_DATABASE_URL: z.url(),
  /** Database connections of this process. */
  DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  NEXTAUTH_SECRET: z.string().min(20),
  TICKET_PRIVATE_KEY: z.base64(),
  MEDIA_SHARED_SECRET: z.string().min(32),
  PUBLIC_URL: z.url(),
  /** Number of our proxies in front of the web app, each appending to `X-Forwarded-For`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  MEDIA_PORT: z.coerce.number().int().min(1).max(65_535),
  MEDIA_PUBLIC_URL: z.url().optional(),
  /** Media nodes that have their own addresses, space-separated: `id=address` or `id=address,link`. */
  MEDIA_NODES: z.string().default('').transform(readMediaNodes),
  RTC_PORT: z.coerce.number().int().min(1).max(65_535),
  /** Number of media ports, starting at RTC_PORT. */
  RTC_PORTS: z.coerce.number().int().min(1),
  RTC_ANNOUNCED_ADDRESS: z.string().optional(),
  TURN_URL: z.string().startsWith('turns:').optional(),
  TURN_SECRET: z.string().min(32).optional(),
  ...METRICS_SETTINGS,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

type WebEnv = z.infer<typeof schema>
let parsed: WebEnv | undefined

/** Whether pages are compiled on demand, for development. */
export const IS_DEVELOPMENT = process.env.NODE_ENV === 'development'

/** The web app's settings, parsed at first use. @throws an error that names a missing or invalid one. */
export function webEnv(): WebEnv {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) throw new Error(`web app: ${z.prettifyError(result.error)}`)
  parsed = result.data
  return parsed
}
