import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { settleTransfers as settle } from '@/services/transfers/settle-transfers'

/** Lets people arrive on the day of their transfer, and ends requests that nobody answered. */
export const settleTransfers: Task = async (_, { logger }) => {
  const { arrived, expired } = await settle(JOBS, Date.now())
  if (arrived + expired > 0) logger.info('transfers settled', { arrived, expired })
}
