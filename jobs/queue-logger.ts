import { Logger as QueueLogger } from 'graphile-worker'
import type { Logger } from 'pino'

const PARAMETERS = '\nparams:'

/** The queue's messages as log lines, without the parameters in database errors. */
export function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger((scope) => (level, message) => {
    const [text] = message.split(PARAMETERS)
    const fields = { event: 'queue', task: scope.taskIdentifier, jobId: scope.jobId, text }
    if (level === 'error') logger.error(fields)
    else if (level === 'warning') logger.warn(fields)
    else logger.debug(fields)
  })
}
