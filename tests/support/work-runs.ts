import postgres from 'postgres'

import { JOBS } from '@/jobs/jobs-actor'
import type { RunId } from '@/domain/ids'
import { continueRun } from '@/services/runs/continue-run'

import type { TestDatabase } from './postgres'

/** Does what the jobs do: one batch after the other, until no run is left, or `most` batches. */
export async function workRuns(
  { ownerUrl }: TestDatabase,
  most = Infinity,
  { isLastTry }: { isLastTry: boolean } = { isLastTry: false },
): Promise<number> {
  const owner = postgres(ownerUrl, { max: 1 })
  let batches = 0
  try {
    while (batches < most) {
      const [run] = await owner<{ id: RunId }[]>`select id from runs where ended_at is null order by created_at limit 1`
      if (!run) return batches
      await continueRun(JOBS, { runId: run.id }, { isLastTry })
      batches += 1
    }
    return batches
  } finally {
    await owner.end()
  }
}
