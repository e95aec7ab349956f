import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { continueRun as advance, continueRunInput } from '@/services/runs/continue-run'

/** With the queue's growing pauses, about a minute and a half: longer than a restart of anything. */
const TRIES = 5

/** Carries out the next batch of the run named in the payload. */
export const continueRun: Task = async (payload, { job }) => {
  await advance(JOBS, continueRunInput.parse(payload), { isLastTry: job.attempts >= TRIES })
}
