import { hostname } from 'node:os'
import { nodeLinkSecretOf, nodeSecretOf } from '../../services/media-nodes/node-secret.ts'
import { workerPath } from '../setup/media-worker.mjs'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import { shareConnections } from './share-connections.ts'
import { turnUrl } from './turn-config.ts'

const NODE_ID_MAX = 64

type Environment = NodeJS.ProcessEnv

export type Environments = {
  migrate: Environment
  seedDemo: Environment
  web: Environment
  mediaServer: Environment
  jobs: Environment
  makeAdministrator: Environment
}

/** The environment of each process: what it needs, and no other secret. Without a database only media can run. */
export function buildEnvironments(settings: Settings, secrets: Secrets, ownerUrl: string | undefined): Environments {
  const appUrl = ownerUrl && toRoleUrl(ownerUrl, 'samsal_app', secrets.APP_ROLE_PASSWORD)
  const base: Environment = { ...inherited(), NODE_ENV: 'production', LOG_LEVEL: settings.logLevel }
  const identity = {
    IDENTITY_ENCRYPTION_KEY: secrets.IDENTITY_ENCRYPTION_KEY,
    IDENTITY_HASH_KEY: secrets.IDENTITY_HASH_KEY,
  }
  const connections = shareConnections(settings.databaseConnections)
  const web: Environment = {
    ...base,
    ...identity,
    NEXT_TELEMETRY_DISABLED: '1',
    APP_DATABASE_URL: appUrl,
    DATABASE_POOL: String(connections.web),
    NEXTAUTH_URL: settings.publicUrl,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    TICKET_PRIVATE_KEY: secrets.TICKET_PRIVATE_KEY,
    MEDIA_SHARED_SECRET: secrets.MEDIA_SHARED_SECRET,
    PORT: String(settings.port),
    MEDIA_PORT: String(settings.mediaPort),
    ...given('MEDIA_PUBLIC_URL', settings.mediaPublicUrl),
    RTC_PORT: String(settings.rtcPort),
    ...passedOn(['MEDIA_NODES', 'OPENID_INTERNAL_ORIGINS']),
    RTC_PORTS: String(settings.rtcPorts),
    ...given('RTC_ANNOUNCED_ADDRESS', settings.rtcAnnouncedAddress),
    PUBLIC_URL: settings.publicUrl,
    TRUSTED_PROXIES: String(settings.trustedProxies),
    ...given('TURN_URL', settings.turn && turnUrl(settings.turn)),
    ...given('TURN_SECRET', settings.turn && secrets.TURN_SECRET),
    ...metricsOf(settings, 0),
  }
  return {
    web,
    migrate: {
      ...base,
      // Migrations encrypt names that an older version stored in plain text.
      ...identity,
      DATABASE_URL: ownerUrl,
      APP_ROLE_PASSWORD: secrets.APP_ROLE_PASSWORD,
      JOBS_ROLE_PASSWORD: secrets.JOBS_ROLE_PASSWORD,
    },
    seedDemo: { ...base, ...identity, APP_DATABASE_URL: appUrl, PUBLIC_URL: settings.publicUrl },
    makeAdministrator: { ...base, APP_DATABASE_URL: appUrl },
    jobs: {
      ...base,
      // Lists of people are read and applied there.
      ...identity,
      APP_DATABASE_URL: appUrl,
      DATABASE_POOL: String(connections.jobs),
      QUEUE_POOL: String(connections.queue),
      QUEUE_DATABASE_URL: ownerUrl && toRoleUrl(ownerUrl, 'samsal_jobs', secrets.JOBS_ROLE_PASSWORD),
      TICKET_PRIVATE_KEY: secrets.TICKET_PRIVATE_KEY,
      MEDIA_URL: settings.mediaPublicUrl ?? `http://127.0.0.1:${settings.mediaPort}`,
      ...metricsOf(settings, 2),
    },
    mediaServer: {
      ...base,
      TICKET_PUBLIC_KEY: secrets.TICKET_PUBLIC_KEY,
      ...nodeIdentity(settings, secrets),
      APP_URL: settings.appUrl,
      MEDIA_PORT: String(settings.mediaPort),
      RTC_PORT: String(settings.rtcPort),
      ...given('RTC_LISTEN_ADDRESS', settings.rtcListenAddress),
      ...given('RTC_ANNOUNCED_ADDRESS', settings.rtcAnnouncedAddress),
      MEDIA_WORKERS: String(settings.mediaWorkers),
      ...given('MEDIA_PUBLIC_URL', settings.mediaPublicUrl),
      ...passedOn(MEDIA_NODE),
      DATA_DIR: settings.dataDir,
      RECORDING_MIN_FREE_MB: String(settings.recordingMinFreeMb),
      MEDIASOUP_WORKER_BIN: workerPath(),
      PUBLIC_URL: settings.publicUrl,
      ...metricsOf(settings, 1),
    },
  }
}

/**
 * The identity of this machine's media server. Its secrets are derived from the app's; a machine that only carries
 * media can be given them alone.
 */
function nodeIdentity({ mediaPort }: Settings, { MEDIA_SHARED_SECRET }: Secrets): Record<string, string> {
  const nodeId = process.env.NODE_ID || `${hostname()}:${mediaPort}`.slice(0, NODE_ID_MAX)
  return {
    NODE_ID: nodeId,
    NODE_SECRET: process.env.NODE_SECRET || nodeSecretOf(MEDIA_SHARED_SECRET, nodeId),
    NODE_LINK_SECRET: process.env.NODE_LINK_SECRET || nodeLinkSecretOf(MEDIA_SHARED_SECRET),
  }
}

/** Each process has its own port, counted from METRICS_PORT. */
function metricsOf({ metrics }: Settings, offset: number): Record<string, string> {
  if (!metrics) return {}
  return { METRICS_PORT: String(metrics.port + offset), METRICS_LISTEN_ADDRESS: metrics.listenAddress }
}

/** The same database as one of the roles that own nothing. */
function toRoleUrl(ownerUrl: string, role: 'samsal_app' | 'samsal_jobs', password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = encodeURIComponent(password)
  return url.href
}

/** Settings that the media server parses itself. */
const MEDIA_NODE = [
  'NODE_LINK_URL',
  'PIPE_ADDRESS',
  'PIPE_PORT',
  'PIPE_PORTS',
  'MEDIA_REGION',
  'WORKER_PACKETS_PER_SECOND',
  'WORKER_RECEIVERS',
  'WORKER_MAX_AGE_HOURS',
  'WORKER_MAX_MEMORY_MB',
]

function passedOn(names: string[]): Record<string, string> {
  return Object.assign({}, ...names.map((name) => given(name, process.env[name])))
}

function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS']
  return passedOn(kept)
}

function given(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {}
}
