import * as z from 'zod'

import { withActor } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import { beginRun, endRun, recordProgress } from '@/db/queries/runs'
import { findActiveStaff } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { ImportId, RunId, StaffId } from '@/domain/ids'
import type { StaffActor, SystemActor } from '@/domain/people/actor'
import { isAllowed } from '@/domain/people/permissions'
import type { RunKind } from '@/domain/runs'
import { applyBatch } from '@/services/imports/apply-batch'
import { failImport } from '@/services/imports/fail-import'
import { planBatch } from '@/services/imports/plan-batch'
import { takeRows } from '@/services/imports/take-rows'
import { undoBatch } from '@/services/imports/undo-batch'
import { runId } from '@/services/ids'

import { SIGN_IN } from '@/services/system-actors'

import type { Batch, Progress } from './batch'

export const continueRunInput = z.looseObject({ runId })

/** One batch of each kind of run; what it has done stays when the next one fails. */
const BATCHES: Readonly<Record<RunKind, Batch>> = {
  'import.read': takeRows,
  'import.plan': planBatch,
  'import.apply': applyBatch,
  'import.undo': undoBatch,
}

/**
 * Carries out the next batch of a run, with the present roles of who asked for it, and enqueues the one after. A
 * process that dies in between costs the batch: the queue begins it again, and a batch begins with what is not done.
 */
export async function continueRun(
  jobs: SystemActor,
  input: z.infer<typeof continueRunInput>,
  { isLastTry }: { isLastTry: boolean },
): Promise<void> {
  const run = await withActor(jobs, (tx) => beginRun(tx, input.runId))
  if (!run) return
  const { kind, municipalityId } = run
  const subject = { importId: run.subjectId as ImportId, municipalityId }
  const actor = await loadAsking(run.askedBy)
  if (!actor || !isAllowed(actor, 'participant.change', municipalityId)) {
    return stop(jobs, run.runId, 'imports.role-ended')
  }
  let progress: Progress
  try {
    progress = await BATCHES[kind](actor, subject)
  } catch (error) {
    // Anything else is tried again by the queue. After the last time it stands still, and somebody can let it go on.
    if (!(error instanceof DomainError)) {
      if (isLastTry) await stop(jobs, run.runId, 'internal')
      throw error
    }
    await failImport(actor, subject, kind)
    return stop(jobs, run.runId, error.code)
  }
  await withActor(jobs, async (tx) => {
    await recordProgress(tx, run.runId, progress)
    if (progress.isOver) await endRun(tx, run.runId, null)
    else await enqueueJob(tx, { task: 'continue-run', payload: { runId: run.runId }, key: `run ${run.runId}` })
  })
}

async function loadAsking(staffId: StaffId): Promise<StaffActor | null> {
  const account = await withActor(SIGN_IN, (tx) => findActiveStaff(tx, staffId))
  return account && { kind: 'staff', staffId, roles: account.roles }
}

async function stop(jobs: SystemActor, id: RunId, code: ErrorCode): Promise<void> {
  await withActor(jobs, (tx) => endRun(tx, id, code))
}
