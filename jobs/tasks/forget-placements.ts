import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { forgetPlacements as forget } from '@/services/media-nodes/forget-placements'

/** Forgets where yesterday's lessons were. */
export const forgetPlacements: Task = async () => {
  await forget(JOBS)
}
