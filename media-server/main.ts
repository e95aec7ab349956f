import { pino } from 'pino'

import { readEnv } from './env'
import { createMediaServer } from './server'

const env = readEnv()
const logger = pino({ level: env.LOG_LEVEL, base: { process: 'media-server' } })
const server = await createMediaServer(env, logger)
logger.info({ event: 'listening', port: env.MEDIA_PORT })

// Lessons of hundreds of people go on when something throws that nobody waits for. What it was is in the log, by its place
// in the code alone: a message may hold what somebody said.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logger.fatal({ event: 'uncaught', kind: event, error: nameOf(error), stack: placesIn(error) })
    server.reviewWorkers()
  })
}

// An operator will end this node: no new lessons come to it.
process.on('SIGUSR2', () => server.drain())
// An operator asks for fresh workers; nobody in a lesson notices.
process.on(
  'SIGHUP',
  () =>
    void server
      .rotateWorkers()
      .catch((error: unknown) => logger.error({ event: 'rotation-failed', error: String(error) })),
)

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

function placesIn(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines.filter((line) => line.trimStart().startsWith('at ')).slice(0, 12)
}

let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void server.close().then(() => process.exit(0))
  })
}
