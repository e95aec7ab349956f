import { availableParallelism } from 'node:os'
import { Problem } from '../problem.mjs'

/** The settings of this start, from the environment, without secrets. */
export type Settings = {
  /** The parts that run here; the rest of the installation is elsewhere. */
  parts: readonly Part[]
  port: number
  /** The web app's address for this machine's media server. */
  appUrl: string
  mediaPort: number
  rtcPort: number
  mediaWorkers: number
  /** Number of media ports from `rtcPort` on: one for each worker, and one for its replacement. */
  rtcPorts: number
  rtcListenAddress: string | undefined
  rtcAnnouncedAddress: string | undefined
  mediaPublicUrl: string | undefined
  publicUrl: string
  /** Number of our proxies in front of the web app: this many entries of `X-Forwarded-For` are trusted. */
  trustedProxies: number
  dataDir: string
  /** Recording stops when the disk has less free space than this. */
  recordingMinFreeMb: number
  databaseUrl: string | undefined
  /** Database connections of all processes of this start together. */
  databaseConnections: number
  /** Our TURN server, if enabled. */
  turn: TurnSettings | undefined
  /** Where the processes serve their metrics, if enabled: the web app here, the others on the following ports. */
  metrics: MetricsSettings | undefined
  hasDemo: boolean
  logLevel: LogLevel
}

export type MetricsSettings = { port: number; listenAddress: string }

export type TurnSettings = {
  /** TURN over TLS, TCP only. */
  port: number
  /** The name in the certificate, at which browsers reach it. */
  host: string
  listenAddress: string | undefined
  certificateFile: string
  keyFile: string
  /** The lowest UDP port from which it relays to the media ports; it uses `2 * allocations` of them. */
  relayPort: number
  /** Maximum number of simultaneous allocations; a browser in a lesson has two. */
  allocations: number
}

/** Web app, jobs and media server: each can run on several machines. */
const PARTS = ['web', 'jobs', 'media'] as const
export type Part = (typeof PARTS)[number]

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

const HIGHEST_PORT = 65_535
/** Processes that serve metrics, each on a separate port. */
export const METRICS_PORTS = 3
const MOST_WORKERS = 64
const MOST_PROXIES = 8
const MOST_FREE_MB = 1_000_000
/** One for the web app, one for the jobs, one that they listen on, two for the queue. */
const FEWEST_CONNECTIONS = 5
const MOST_CONNECTIONS = 500
const MOST_ALLOCATIONS = 5_000
const HOST = /^[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u
const IP_V6 = /^[0-9a-f]*:[0-9a-f:.]+$/i

type Environment = Record<string, string | undefined>

/** Parses the environment. The first invalid value is a problem that names its variable. */
export function readSettings(environment: Environment): Settings {
  const port = readNumber(environment, { name: 'PORT', fallback: 3000, lowest: 1, highest: HIGHEST_PORT })
  const mediaWorkers = readNumber(environment, {
    name: 'MEDIA_WORKERS',
    fallback: availableParallelism(),
    lowest: 1,
    highest: MOST_WORKERS,
  })
  const rtcPorts = mediaWorkers * 2
  const settings: Settings = {
    parts: readParts(environment),
    port,
    appUrl: readUrl(environment, { name: 'APP_URL', protocols: ['http:', 'https:'] }) ?? `http://127.0.0.1:${port}`,
    mediaPort: readNumber(environment, { name: 'MEDIA_PORT', fallback: 3001, lowest: 1, highest: HIGHEST_PORT }),
    rtcPort: readNumber(environment, {
      name: 'RTC_PORT',
      fallback: 40_000,
      lowest: 1,
      highest: HIGHEST_PORT - rtcPorts + 1,
    }),
    mediaWorkers,
    rtcPorts,
    rtcListenAddress: readHost(environment, 'RTC_LISTEN_ADDRESS'),
    rtcAnnouncedAddress: readHost(environment, 'RTC_ANNOUNCED_ADDRESS'),
    mediaPublicUrl: readUrl(environment, { name: 'MEDIA_PUBLIC_URL', protocols: ['ws:', 'wss:', 'http:', 'https:'] }),
    publicUrl:
      readUrl(environment, { name: 'PUBLIC_URL', protocols: ['http:', 'https:'] }) ?? `http://localhost:${port}`,
    trustedProxies: readNumber(environment, { name: 'TRUSTED_PROXIES', fallback: 0, lowest: 0, highest: MOST_PROXIES }),
    dataDir: environment.DATA_DIR || '.data',
    recordingMinFreeMb: readNumber(environment, {
      name: 'RECORDING_MIN_FREE_MB',
      fallback: 1_000,
      lowest: 1,
      highest: MOST_FREE_MB,
    }),
    databaseUrl: readUrl(environment, { name: 'DATABASE_URL', protocols: ['postgres:', 'postgresql:'] }),
    databaseConnections: readNumber(environment, {
      name: 'DATABASE_CONNECTIONS',
      fallback: 19,
      lowest: FEWEST_CONNECTIONS,
      highest: MOST_CONNECTIONS,
    }),
    turn: readTurn(environment),
    metrics: readMetrics(environment),
    hasDemo: readChoice(environment, { name: 'SAMSAL_DEMO', choices: ['on', 'off'], fallback: 'on' }) === 'on',
    logLevel: readChoice(environment, { name: 'LOG_LEVEL', choices: LOG_LEVELS, fallback: 'info' }),
  }
  assertApart(settings)
  return settings
}

function readParts(environment: Environment): readonly Part[] {
  const text = environment.SAMSAL_PARTS
  if (!text) return PARTS
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !PARTS.some((part) => part === name))
  if (unknown !== undefined) {
    throw bad('SAMSAL_PARTS', `must name some of ${PARTS.join(', ')}, apart by commas, but it names "${unknown}"`)
  }
  return PARTS.filter((part) => names.includes(part))
}

/** METRICS_PORT enables them; by default only this machine can see them. */
function readMetrics(environment: Environment): MetricsSettings | undefined {
  if (!environment.METRICS_PORT) return undefined
  const highest = HIGHEST_PORT - METRICS_PORTS + 1
  return {
    port: readNumber(environment, { name: 'METRICS_PORT', fallback: 9464, lowest: 1, highest }),
    listenAddress: readHost(environment, 'METRICS_LISTEN_ADDRESS') ?? '127.0.0.1',
  }
}

/** TURN_PORT enables it; name and certificate are then required. */
function readTurn(environment: Environment): TurnSettings | undefined {
  if (!environment.TURN_PORT) return undefined
  const allocations = readNumber(environment, {
    name: 'TURN_ALLOCATIONS',
    fallback: 400,
    lowest: 1,
    highest: MOST_ALLOCATIONS,
  })
  return {
    port: readNumber(environment, { name: 'TURN_PORT', fallback: 443, lowest: 1, highest: HIGHEST_PORT }),
    host: required('TURN_HOST', readHost(environment, 'TURN_HOST')),
    listenAddress: readHost(environment, 'TURN_LISTEN_ADDRESS'),
    certificateFile: required('TURN_CERT', environment.TURN_CERT),
    keyFile: required('TURN_KEY', environment.TURN_KEY),
    relayPort: readNumber(environment, {
      name: 'TURN_RELAY_PORT',
      fallback: 49_200,
      lowest: 1024,
      highest: HIGHEST_PORT - 2 * allocations + 1,
    }),
    allocations,
  }
}

function required(name: string, value: string | undefined): string {
  if (value) return value
  throw new Problem(`${name} is needed with TURN_PORT.`, `Set ${name}, or unset TURN_PORT to run without TURN.`)
}

type NumberRule = { name: string; fallback: number; lowest: number; highest: number }

function readNumber(environment: Environment, { name, fallback, lowest, highest }: NumberRule): number {
  const text = environment[name]
  if (!text) return fallback
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= lowest && value <= highest) return value
  throw bad(name, `must be a whole number from ${lowest} to ${highest}, but it is "${text}"`)
}

function readHost(environment: Environment, name: string): string | undefined {
  const text = environment[name]
  if (!text) return undefined
  if (HOST.test(text) || IP_V6.test(text)) return text
  throw bad(name, `must be an IP address or a host name, but it is "${text}"`)
}

/** The value is not repeated in the error: a database address contains a password. */
function readUrl(
  environment: Environment,
  { name, protocols }: { name: string; protocols: string[] },
): string | undefined {
  const text = environment[name]
  if (!text) return undefined
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text.replace(/\/+$/, '')
  throw bad(name, `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`)
}

type ChoiceRule<T extends string> = { name: string; choices: readonly T[]; fallback: T }

function readChoice<T extends string>(environment: Environment, { name, choices, fallback }: ChoiceRule<T>): T {
  const text = environment[name]
  if (!text) return fallback
  const choice = choices.find((each) => each === text)
  if (choice) return choice
  throw bad(name, `must be one of ${choices.join(', ')}, but it is "${text}"`)
}

function assertApart({ port, mediaPort, rtcPort, rtcPorts, metrics }: Settings): void {
  if (port === mediaPort) throw bad('MEDIA_PORT', `must differ from PORT, but both are ${port}`)
  for (const [name, taken] of [
    ['PORT', port],
    ['MEDIA_PORT', mediaPort],
  ] as const) {
    if (taken < rtcPort || taken >= rtcPort + rtcPorts) continue
    throw bad('RTC_PORT', `takes the ports ${rtcPort} to ${rtcPort + rtcPorts - 1}, and ${name} is one of them`)
  }
  if (!metrics) return
  const last = metrics.port + METRICS_PORTS - 1
  const taken = [port, mediaPort, ...Array.from({ length: rtcPorts }, (_, index) => rtcPort + index)]
  const shared = taken.find((each) => each >= metrics.port && each <= last)
  if (shared !== undefined)
    throw bad('METRICS_PORT', `takes the ports ${metrics.port} to ${last}, and ${shared} has another use`)
}

function bad(name: string, sentence: string): Problem {
  return new Problem(`${name} ${sentence}.`, `Correct or unset ${name} and start again.`)
}
