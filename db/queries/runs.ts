import { and, desc, eq, isNull, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { runs } from '@/db/schema/runs'
import type { ErrorCode } from '@/domain/error-codes'
import type { ImportId, MunicipalityId, RunId, StaffId } from '@/domain/ids'
import type { RunKind } from '@/domain/runs'

type NewRun = { kind: RunKind; subjectId: ImportId; municipalityId: MunicipalityId; askedBy: StaffId; total: number }

/** Null while another run works on the same subject. */
export async function insertRun(tx: Transaction, values: NewRun): Promise<RunId | null> {
  const [row] = await tx.insert(runs).values(values).onConflictDoNothing().returning({ id: runs.id })
  return row?.id ?? null
}

/** A run that has not ended, which is running from now on; null when it has. */
export async function beginRun(tx: Transaction, runId: RunId) {
  const [row] = await tx
    .update(runs)
    .set({ state: 'running', heartbeatAt: sql`now()` })
    .where(and(eq(runs.id, runId), isNull(runs.endedAt)))
    .returning({
      runId: runs.id,
      kind: runs.kind,
      subjectId: runs.subjectId,
      municipalityId: runs.municipalityId,
      askedBy: runs.askedBy,
    })
  return row ?? null
}

export async function recordProgress(
  tx: Transaction,
  runId: RunId,
  { done, total }: { done: number; total: number },
): Promise<void> {
  await tx
    .update(runs)
    .set({ done, total, heartbeatAt: sql`now()` })
    .where(eq(runs.id, runId))
}

export async function endRun(tx: Transaction, runId: RunId, errorCode: ErrorCode | null): Promise<void> {
  await tx
    .update(runs)
    .set({ state: errorCode === null ? 'done' : 'failed', errorCode, endedAt: sql`now()` })
    .where(eq(runs.id, runId))
}

/** The latest run of a subject. */
export async function findLatestRun(tx: Transaction, subjectId: ImportId) {
  const [row] = await tx
    .select({ kind: runs.kind, state: runs.state, done: runs.done, total: runs.total, errorCode: runs.errorCode })
    .from(runs)
    .where(eq(runs.subjectId, subjectId))
    .orderBy(desc(runs.createdAt))
    .limit(1)
  return row ?? null
}
