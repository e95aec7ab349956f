import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { settleDueLessons as settle } from '@/services/attendance/settle-due-lessons'

/** Ends and settles lessons that were left behind. */
export const settleDueLessons: Task = async () => {
  await settle(JOBS)
}
