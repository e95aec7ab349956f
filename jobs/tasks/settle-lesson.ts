import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { settleLesson as settle, settleLessonInput } from '@/services/attendance/settle-lesson'

/** Settles the lesson named in the payload. */
export const settleLesson: Task = async (payload) => {
  await settle(JOBS, settleLessonInput.parse(payload))
}
