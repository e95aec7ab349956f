import 'server-only'
import { pino } from 'pino'

import { webEnv } from './env'

let logger: pino.Logger | undefined

/** The web process's log: event names and ids, no sentences and no personal data. */
export function webLogger(): pino.Logger {
  logger ??= pino({ level: webEnv().LOG_LEVEL, base: { process: 'web' } })
  return logger
}
