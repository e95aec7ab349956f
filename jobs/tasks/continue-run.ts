import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { continueRun as advance, continueRunInput } from '@/services/runs/continue-run'

/** Carries out the next batch of the run named in the payload. */
export const continueRun: Task = async (payload) => {
  await advance(JOBS, continueRunInput.parse(payload))
}
