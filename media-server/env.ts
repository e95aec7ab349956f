import * as z from 'zod'

import { METRICS_SETTINGS } from '@/metrics/settings'

const port = z.coerce.number().int().min(1).max(65_535)

const schema = z.object({
  TICKET_PUBLIC_KEY: z.base64(),
  /** Authenticates this node to the app. */
  NODE_SECRET: z.string().min(32),
  /** Shared by the media nodes of an installation; needed with NODE_LINK_URL. */
  NODE_LINK_SECRET: z.string().min(32).optional(),
  APP_URL: z.url(),
  MEDIA_PORT: port,
  RTC_PORT: port,
  RTC_LISTEN_ADDRESS: z.string().min(1).optional(),
  RTC_ANNOUNCED_ADDRESS: z.string().min(1).optional(),
  /** Its name among the media nodes; stays the same across restarts. */
  NODE_ID: z.string().min(1).max(64),
  /** County code of the nearest municipalities. */
  MEDIA_REGION: z.string().max(16).default(''),
  /** The address of signalling for browsers; the default follows from the page's address. */
  MEDIA_PUBLIC_URL: z.url().optional(),
  /**
   * The address at which other nodes ask this one to take receivers of a large lesson; without it, this node takes none
   * and sends none.
   */
  NODE_LINK_URL: z.url().optional(),
  /** The local address of pipes between nodes. */
  PIPE_ADDRESS: z.string().min(1).optional(),
  /** The lowest UDP port for pipes between nodes; each lesson and node uses one. */
  PIPE_PORT: port.default(45_000),
  PIPE_PORTS: z.coerce.number().int().min(1).max(10_000).default(1_000),
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64),
  /** The most that one worker sends before a lesson spreads to another, in packets per second. */
  WORKER_PACKETS_PER_SECOND: z.coerce.number().int().min(100).default(30_000),
  /** Receivers of one router before a lesson spreads to another worker. */
  WORKER_RECEIVERS: z.coerce.number().int().min(1).default(300),
  /** A worker is replaced by a fresh one after this long, */
  WORKER_MAX_AGE_HOURS: z.coerce.number().min(0.001).default(24),
  /** or when it uses more memory than this. */
  WORKER_MAX_MEMORY_MB: z.coerce.number().int().min(10).default(1_500),
  DATA_DIR: z.string().min(1),
  /** Recording stops when the disk has less free space than this. */
  RECORDING_MIN_FREE_MB: z.coerce.number().int().min(1).default(1_000),
  MEDIASOUP_WORKER_BIN: z.string().min(1),
  ...METRICS_SETTINGS,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type MediaServerEnv = z.infer<typeof schema>

/** Where programs are found; the only variable that child processes inherit. */
export const PROGRAM_PATH = process.env.PATH

/** Reads the media server's settings. @throws an error that names the missing or invalid one. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): MediaServerEnv {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  throw new Error(`media-server: ${z.prettifyError(parsed.error)}`)
}
