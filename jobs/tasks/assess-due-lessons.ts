import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { assessDueLessons as assess } from '@/services/attendance/assess-due-lessons'

/** Ends and assesses lessons that were left behind. */
export const assessDueLessons: Task = async () => {
  await assess(JOBS)
}
