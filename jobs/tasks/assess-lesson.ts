import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { assessLesson as assess, assessLessonInput } from '@/services/attendance/assess-lesson'

/** Assesses the lesson named in the payload. */
export const assessLesson: Task = async (payload) => {
  await assess(JOBS, assessLessonInput.parse(payload))
}
