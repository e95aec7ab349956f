import { createServer, type Server as HttpServer } from 'node:http'
import { join } from 'node:path'

import type { TransportListenInfo } from 'mediasoup/types'
import type { Logger } from 'pino'

import type { MediaServerEnv } from './env'
import { answerHealth } from './answer-health'
import { lockFolder } from './folder-lock'
import { startMetrics } from './metrics/start-metrics'
import { NODE_LINK_NAMESPACE } from '@/protocol/node-link'

import { openCascadeWith } from './nodes/lesson-cascade'
import { serveLinks } from './nodes/link-server'
import { MediaNode } from './nodes/media-node'
import { Deliverer } from './events/delivery'
import { EventSink } from './events/event-sink'
import { Outbox } from './events/outbox'
import { PresenceTracker } from './session/presence-tracker'
import { hasFfmpeg } from './recording/ffmpeg'
import { recordingIdOf } from './recording/recording-id'
import { Recordings } from './recording/recordings'
import { RecordingServer } from './recording/serve'
import { LessonJournal } from './session/lesson-journal'
import { LessonRegistry } from './session/lesson-registry'
import { NO_CASCADE } from './sfu/cascade'
import { SOCKET_BUFFERS, WorkerPool } from './sfu/worker-pool'
import { createSocketServer } from './signalling/socket-server'
import { readVerifyingKey } from '@/adapters/signed-token'

export type MediaServer = {
  close: () => Promise<void>
  workerPids: () => number[]
  /** Replaces all workers by fresh ones, without interruption. */
  rotateWorkers: () => Promise<void>
  /** Starts draining: no new lessons; those that are here end here. */
  drain: () => void
  /** Checks that all workers still respond. */
  reviewWorkers: () => void
}

/** How long a peer whose connection broke is kept. */
const GRACE_MS = 5_000
/** The longest wait for events to be written when the server stops. */
const STOP_WAIT_MS = 2_000
const MEGABYTE = 1_000_000
const HOUR_MS = 3_600_000

/** Starts signalling, workers and the delivery of events; resolves when sockets are accepted. */
export async function createMediaServer(env: MediaServerEnv, logger: Logger): Promise<MediaServer> {
  const folder = join(env.DATA_DIR, 'media')
  const lock = await lockFolder(folder)
  const [outbox, journal] = await Promise.all([Outbox.open(folder), LessonJournal.open(folder, logger)])
  const { NODE_ID: nodeId, NODE_SECRET: secret } = env
  const deliverer = new Deliverer({ outbox, appUrl: env.APP_URL, secret, nodeId, logger })
  const events = new EventSink({ outbox, deliverer, logger })
  const tracker = new PresenceTracker(events.send)
  // After a crash lessons wait for this, so the steps run in parallel where possible.
  const [recordings, pool] = await Promise.all([
    startRecordings(env, { journal, events, logger }),
    startWorkers(env, logger),
  ])
  const limits = { packetsPerSecond: env.WORKER_PACKETS_PER_SECOND, receiversPerRouter: env.WORKER_RECEIVERS }
  const pipes = pipesOf(env)
  const openCascade = pipes ? openCascadeWith({ others: () => node.others, ...pipes, logger }) : NO_CASCADE
  const registry = new LessonRegistry({
    pool,
    limits,
    openCascade,
    tracker,
    sendEvent: events.send,
    journal,
    recordings,
    logger,
    graceMs: GRACE_MS,
  })
  const appKey = readVerifyingKey(env.TICKET_PUBLIC_KEY)
  const recordingServer = new RecordingServer(recordings, appKey)
  const httpServer = createServer((request, response) => {
    if (recordingServer.handle(request, response)) return
    answerHealth({ request, response }, { pool, registry, outbox, wanted: env.MEDIA_WORKERS })
  })
  const node = new MediaNode({
    identity: {
      nodeId,
      mediaUrl: env.MEDIA_PUBLIC_URL ?? null,
      linkUrl: pipes ? (env.NODE_LINK_URL ?? null) : null,
      region: env.MEDIA_REGION,
    },
    ...{ appUrl: env.APP_URL, secret, registry, pool, outbox, logger },
    packetsPerWorker: env.WORKER_PACKETS_PER_SECOND,
  })
  const io = createSocketServer({ httpServer, registry, node, ticketKey: appKey, logger })
  if (pipes) {
    serveLinks(io.of(NODE_LINK_NAMESPACE), { pool, limits, ...pipes, logger })
  }
  await listen(httpServer, env.MEDIA_PORT)
  const metrics = await startMetrics(env, {
    sessions: () => registry.sessions,
    workers: () => pool.workers,
    outbox,
    logger,
  })
  registry.revive()
  node.start()
  deliverer.wake()
  return {
    workerPids: () => pool.pids,
    rotateWorkers: () => pool.rotateAll(),
    drain: () => node.drain(),
    reviewWorkers: () => pool.review(),
    close: async () => {
      metrics.close()
      await node.close()
      registry.close()
      tracker.close()
      await recordings.close()
      await events.whenIdle(STOP_WAIT_MS)
      await io.close()
      await deliverer.close()
      await outbox.close()
      pool.close()
      await lock.release()
    },
  }
}

/** The pipe address and the shared secret of nodes; undefined for a media server that shares no lessons. */
function pipesOf(env: MediaServerEnv): { secret: string; listenInfo: TransportListenInfo } | undefined {
  const { NODE_LINK_URL, NODE_LINK_SECRET, PIPE_ADDRESS, PIPE_PORT, PIPE_PORTS } = env
  if (NODE_LINK_URL === undefined || NODE_LINK_SECRET === undefined || PIPE_ADDRESS === undefined) return undefined
  const portRange = { min: PIPE_PORT, max: PIPE_PORT + PIPE_PORTS - 1 }
  return { secret: NODE_LINK_SECRET, listenInfo: { protocol: 'udp', ip: PIPE_ADDRESS, portRange, ...SOCKET_BUFFERS } }
}

function startWorkers(env: MediaServerEnv, logger: Logger): Promise<WorkerPool> {
  return WorkerPool.create({
    workerBin: env.MEDIASOUP_WORKER_BIN,
    workers: env.MEDIA_WORKERS,
    rtcPort: env.RTC_PORT,
    listenAddress: env.RTC_LISTEN_ADDRESS,
    announcedAddress: env.RTC_ANNOUNCED_ADDRESS,
    rotation: {
      maxAgeMs: env.WORKER_MAX_AGE_HOURS * HOUR_MS,
      maxMemoryBytes: env.WORKER_MAX_MEMORY_MB * MEGABYTE,
    },
    logger,
  })
}

type RecordingsNeeds = { journal: LessonJournal; events: EventSink; logger: Logger }

/** Recordings that were running when the last process ended continue; files are now made for all others. */
async function startRecordings(env: MediaServerEnv, { journal, events, logger }: RecordingsNeeds): Promise<Recordings> {
  if (!(await hasFfmpeg())) logger.warn({ event: 'ffmpeg-missing', hint: 'without ffmpeg no lesson can be recorded' })
  const open = journal.live.flatMap((lessonId) => {
    const sinceMs = journal.find(lessonId)?.recording?.sinceMs
    return sinceMs === undefined ? [] : [recordingIdOf(lessonId, sinceMs)]
  })
  const folder = join(env.DATA_DIR, 'media', 'recordings')
  const minFreeBytes = env.RECORDING_MIN_FREE_MB * MEGABYTE
  return Recordings.start(
    { folder, minFreeBytes, persistEvent: (event) => events.persist(event), logger },
    new Set(open),
  )
}

function listen(server: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
}
