import { run } from 'graphile-worker'
import { pino } from 'pino'

import { openDatabase } from '@/db/client'
import { readSigningKey } from '@/services/live/sign-ticket'

import { readEnv } from './env'
import { startHeartbeat } from './heartbeat'
import { queueLogger } from './queue-logger'
import { eraseRecordings } from './tasks/erase-recordings'
import { settleDueLessons } from './tasks/settle-due-lessons'
import { settleLesson } from './tasks/settle-lesson'
import { watchNodes } from './watch-nodes'

const CONCURRENCY = 2
const CRONTAB = ['settle-due-lessons', 'erase-recordings'].map((name) => `* * * * * ${name} ?jobKey=${name}`).join('\n')

const env = readEnv()
const logger = pino({ level: env.LOG_LEVEL, base: { process: 'jobs' } })
const database = openDatabase(env.APP_DATABASE_URL, { max: CONCURRENCY + 2 })
const queue = await run({
  connectionString: env.QUEUE_DATABASE_URL,
  taskList: {
    'settle-lesson': settleLesson,
    'settle-due-lessons': settleDueLessons,
    'erase-recordings': eraseRecordings({ key: readSigningKey(env.TICKET_PRIVATE_KEY), mediaUrl: env.MEDIA_URL }),
  },
  crontab: CRONTAB,
  concurrency: CONCURRENCY,
  logger: queueLogger(logger),
  noHandleSignals: true,
})
const heartbeat = startHeartbeat(logger)
const nodes = await watchNodes(logger)
logger.info({ event: 'jobs.started' })

let isStopping = false

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  heartbeat.stop()
  await nodes.stop()
  await queue.stop()
  await database.close()
  logger.info({ event: 'jobs.stopped' })
}

process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
await queue.promise
