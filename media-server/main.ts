import { pino } from 'pino'

import { readEnv } from './env'
import { createMediaServer } from './server'

const env = readEnv()
const logger = pino({ level: env.LOG_LEVEL, base: { process: 'media-server' } })
const server = await createMediaServer(env, logger)
logger.info({ event: 'listening', port: env.MEDIA_PORT })

// An unhandled error must not end lessons of hundreds of people. The log has only its place in the code: a message may
// contain what somebody typed.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logger.fatal({ event: 'uncaught', kind: event, error: nameOf(error), stack: placesIn(error) })
    server.reviewWorkers()
  })
}

// An operator wants to stop this node: it drains and gets no new lessons.
process.on('SIGUSR2', () => server.drain())
// An operator requests fresh workers, without interrupting lessons.
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
