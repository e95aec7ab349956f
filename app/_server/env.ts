import { z } from 'zod'

import { readMediaNodes } from '@/domain/media-nodes/read-media-nodes'
import { METRICS_SETTINGS } from '@/metrics/settings'

const schema = z.object({
  APP_DATABASE_URL: z.url(),
  /** Connections that this process may have. */
  DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  NEXTAUTH_SECRET: z.string().min(20),
  TICKET_PRIVATE_KEY: z.base64(),
  MEDIA_SHARED_SECRET: z.string().min(32),
  PUBLIC_URL: z.url(),
  /** How many proxies of ours stand before the web app, each adding to `X-Forwarded-For`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  MEDIA_PORT: z.coerce.number().int().min(1).max(65_535),
  MEDIA_PUBLIC_URL: z.url().optional(),
  /** Media nodes that have addresses of their own, apart by spaces: `id=address` or `id=address,link`. */
  MEDIA_NODES: z.string().default('').transform(readMediaNodes),
  RTC_PORT: z.coerce.number().int().min(1).max(65_535),
  /** How many ports media takes from RTC_PORT on. */
  RTC_PORTS: z.coerce.number().int().min(1),
  RTC_ANNOUNCED_ADDRESS: z.string().optional(),
  TURN_URL: z.string().startsWith('turns:').optional(),
  TURN_SECRET: z.string().min(32).optional(),
  ...METRICS_SETTINGS,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

type WebEnv = z.infer<typeof schema>
let parsed: WebEnv | undefined

/** Whether pages are compiled as they are asked for, for those who change them. */
export const IS_DEVELOPMENT = process.env.NODE_ENV === 'development'

/** The web app's settings, parsed at first use. @throws when one is missing or wrong, naming it. */
export function webEnv(): WebEnv {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) throw new Error(`web app: ${z.prettifyError(result.error)}`)
  parsed = result.data
  return parsed
}
