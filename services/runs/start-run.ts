import type { Transaction } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import { insertRun } from '@/db/queries/runs'
import { DomainError } from '@/domain/domain-error'
import type { ImportId, MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import type { RunKind } from '@/domain/runs'

type NewRun = { kind: RunKind; subjectId: ImportId; municipalityId: MunicipalityId; total: number }

/** Starts work in batches on behalf of the actor. @throws DomainError `imports.not-at-this-step` while another is at it. */
export async function startRun(tx: Transaction, actor: StaffActor, run: NewRun): Promise<void> {
  const runId = await insertRun(tx, { ...run, askedBy: actor.staffId })
  if (runId === null) throw new DomainError('imports.not-at-this-step')
  await enqueueJob(tx, { task: 'continue-run', payload: { runId }, key: `run ${runId}` })
}
