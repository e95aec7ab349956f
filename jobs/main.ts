import { run } from 'graphile-worker'
import { pino } from 'pino'

import { openDatabase } from '@/db/client'
import { readSigningKey } from '@/adapters/signed-token'

import { readEnv } from './env'
import { startHeartbeat } from './heartbeat'
import { startJobMetrics } from './metrics/start-job-metrics'
import { queueLogger } from './queue-logger'
import { eraseRecordings } from './tasks/erase-recordings'
import { freeAbandonedJobs } from './tasks/free-abandoned-jobs'
import { forgetPlacements } from './tasks/forget-placements'
import { openFactMonths } from './tasks/open-fact-months'
import { assessDueLessons } from './tasks/assess-due-lessons'
import { assessLesson } from './tasks/assess-lesson'
import { continueRun } from './tasks/continue-run'
import { addressTransfers } from './tasks/address-transfers'
import { settleTransfers } from './tasks/settle-transfers'
import { watchNodes } from './watch-nodes'

const CONCURRENCY_MAX = 2
const FREE_EVERY_MS = 10_000
const CRONTAB = ['assess-due-lessons', 'erase-recordings', 'forget-placements', 'open-fact-months', 'settle-transfers']
  .map((name) => `* * * * * ${name} ?jobKey=${name}`)
  .join('\n')

const env = readEnv()
const logger = pino({ level: env.LOG_LEVEL, base: { process: 'jobs' } })
const taskList = {
  'address-transfers': addressTransfers,
  'settle-transfers': settleTransfers,
  'assess-lesson': assessLesson,
  'assess-due-lessons': assessDueLessons,
  'continue-run': continueRun,
  'forget-placements': forgetPlacements,
  'free-abandoned-jobs': freeAbandonedJobs,
  'open-fact-months': openFactMonths,
  'erase-recordings': eraseRecordings({ key: readSigningKey(env.TICKET_PRIVATE_KEY), mediaUrl: env.MEDIA_URL }),
}
const { DATABASE_POOL: poolSize, QUEUE_POOL: maxPoolSize } = env
// Each running job uses a connection of each pool; the queue listens on one more.
const concurrency = Math.min(CONCURRENCY_MAX, poolSize, maxPoolSize - 1)
const metrics = await startJobMetrics(env, { tasks: Object.keys(taskList), poolSize })
const database = openDatabase(env.APP_DATABASE_URL, { max: poolSize, watch: metrics?.pool })
const queue = await run({
  connectionString: env.QUEUE_DATABASE_URL,
  taskList,
  crontab: CRONTAB,
  concurrency,
  maxPoolSize,
  logger: queueLogger(logger),
  noHandleSignals: true,
  ...(metrics && { events: metrics.events }),
})
const heartbeat = startHeartbeat(logger)
const freeing = setInterval(() => void freeAbandoned(), FREE_EVERY_MS)
const nodes = await watchNodes(logger)
logger.info({ event: 'jobs.started' })

async function freeAbandoned(): Promise<void> {
  try {
    await queue.addJob('free-abandoned-jobs', {}, { jobKey: 'free-abandoned-jobs' })
  } catch (error) {
    // The database is down: retry in a moment.
    logger.warn({ event: 'jobs.not-freed', error: error instanceof Error ? error.name : 'unknown' })
  }
}

let isStopping = false

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  heartbeat.stop()
  clearInterval(freeing)
  await nodes.stop()
  await queue.stop()
  await metrics?.close()
  await database.close()
  logger.info({ event: 'jobs.stopped' })
}

process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
await queue.promise
