import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { assessDueLessons as assess } from '@/services/attendance/assess-due-lessons'

/** Ends and assesses overdue lessons. */
export const assessDueLessons: Task = async () => {
  await assess(JOBS)
}
