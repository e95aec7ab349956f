import { pino } from 'pino'

import { readEnv } from './env'
import { createMediaServer } from './server'

const env = readEnv()
const logger = pino({ level: env.LOG_LEVEL, base: { process: 'media-server' } })
const server = await createMediaServer(env, logger)
logger.info({ event: 'listening', port: env.MEDIA_PORT })

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

let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void server.close().then(() => process.exit(0))
  })
}
