import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { openFactMonths as open } from '@/services/attendance/open-fact-months'

/** Makes the partitions of the coming months, and of months whose facts came late. */
export const openFactMonths: Task = async (_, { logger }) => {
  const { opened } = await open(JOBS)
  if (opened > 0) logger.info('months opened', { opened })
}
