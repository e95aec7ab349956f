import { z } from 'zod'

import { METRICS_SETTINGS } from '@/metrics/settings'

const port = z.coerce.number().int().min(1).max(65_535)

const schema = z.object({
  TICKET_PUBLIC_KEY: z.base64(),
  /** By which the app knows this node. */
  NODE_SECRET: z.string().min(32),
  /** What the media nodes of an installation share; needed with NODE_LINK_URL. */
  NODE_LINK_SECRET: z.string().min(32).optional(),
  APP_URL: z.url(),
  MEDIA_PORT: port,
  RTC_PORT: port,
  RTC_LISTEN_ADDRESS: z.string().min(1).optional(),
  RTC_ANNOUNCED_ADDRESS: z.string().min(1).optional(),
  /** Its name among the media nodes; stays the same after a new start. */
  NODE_ID: z.string().min(1).max(64),
  /** County code of the municipalities that it stands near to. */
  MEDIA_REGION: z.string().max(16).default(''),
  /** Address of signalling as browsers reach it; without it, it follows from the address of the page. */
  MEDIA_PUBLIC_URL: z.url().optional(),
  /** Address at which other nodes ask this one to take receivers of a large lesson; without it, it takes none and sends none. */
  NODE_LINK_URL: z.url().optional(),
  /** The address of this machine that pipes between nodes end at. */
  PIPE_ADDRESS: z.string().min(1).optional(),
  /** The lowest UDP port of pipes between nodes; there is one for each lesson and node. */
  PIPE_PORT: port.default(45_000),
  PIPE_PORTS: z.coerce.number().int().min(1).max(10_000).default(1_000),
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64),
  /** What one worker sends at most before a lesson spreads to another, in packets a second. */
  WORKER_PACKETS_PER_SECOND: z.coerce.number().int().min(100).default(30_000),
  /** Receivers of one router before a lesson spreads to another worker. */
  WORKER_RECEIVERS: z.coerce.number().int().min(1).default(300),
  /** A worker is replaced by a fresh one after this long, */
  WORKER_MAX_AGE_HOURS: z.coerce.number().min(0.001).default(24),
  /** or when it has grown to this. */
  WORKER_MAX_MEMORY_MB: z.coerce.number().int().min(10).default(1_500),
  DATA_DIR: z.string().min(1),
  /** Recording stops before the disk has less than this. */
  RECORDING_MIN_FREE_MB: z.coerce.number().int().min(1).default(1_000),
  MEDIASOUP_WORKER_BIN: z.string().min(1),
  ...METRICS_SETTINGS,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type MediaServerEnv = z.infer<typeof schema>

/** Where programs are found; all that another program gets of our environment. */
export const PROGRAM_PATH = process.env.PATH

/** Reads the media server's settings. @throws when one is missing or wrong, naming it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): MediaServerEnv {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  throw new Error(`media-server: ${z.prettifyError(parsed.error)}`)
}
