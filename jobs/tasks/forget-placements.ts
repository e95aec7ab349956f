import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { forgetPlacements as forget } from '@/services/media-nodes/forget-placements'

/** Deletes the placements of yesterday's lessons. */
export const forgetPlacements: Task = async () => {
  await forget(JOBS)
}
