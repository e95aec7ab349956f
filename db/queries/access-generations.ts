import { and, desc, eq, gte, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { accessGenerations, type SubjectKind } from '@/db/schema/access'

export type AccessSubject = { kind: SubjectKind; id: string }
export type RaisedAccess = { subject: AccessSubject; generation: number }

/** The subject's current generation; 0 when its access was never ended. */
export async function findGeneration(tx: Transaction, { kind, id }: AccessSubject): Promise<number> {
  const rows = await tx
    .select({ generation: accessGenerations.generation })
    .from(accessGenerations)
    .where(and(eq(accessGenerations.subjectKind, kind), eq(accessGenerations.subjectId, id)))
  return rows[0]?.generation ?? 0
}

/** Raises the subject's generation by one. */
export async function raiseGeneration(tx: Transaction, { kind, id }: AccessSubject): Promise<void> {
  await tx
    .insert(accessGenerations)
    .values({ subjectKind: kind, subjectId: id, generation: 1, raisedAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [accessGenerations.subjectKind, accessGenerations.subjectId],
      set: { generation: sql`${accessGenerations.generation} + 1`, raisedAt: sql`clock_timestamp()` },
    })
}

/** Whose generation was raised at or after `since`, the newest first, at most `most`. */
export async function selectRaised(tx: Transaction, since: Date, most: number): Promise<RaisedAccess[]> {
  const rows = await tx
    .select()
    .from(accessGenerations)
    .where(gte(accessGenerations.raisedAt, since))
    .orderBy(desc(accessGenerations.raisedAt))
    .limit(most)
  return rows.map((row) => ({ subject: { kind: row.subjectKind, id: row.subjectId }, generation: row.generation }))
}
