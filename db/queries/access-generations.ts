import { and, desc, eq, gte, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { accessGenerations, type SubjectKind } from '@/db/schema/access'
import type { SiteId } from '@/domain/ids'

export type AccessSubject = { kind: SubjectKind; id: string }
export type RaisedAccess = { subject: AccessSubject; generation: number }

/** The subject's current access generation; 0 when its access was never revoked. */
export async function findGeneration(tx: Transaction, { kind, id }: AccessSubject): Promise<number> {
  const rows = await tx
    .select({ generation: accessGenerations.generation })
    .from(accessGenerations)
    .where(and(eq(accessGenerations.subjectKind, kind), eq(accessGenerations.subjectId, id)))
  return rows[0]?.generation ?? 0
}

/** Raises the subject's generation by one, whether or not the actor can see its row. */
export async function raiseGeneration(tx: Transaction, { kind, id }: AccessSubject): Promise<void> {
  await tx.execute(sql`select raise_access(${kind}, ${id}::uuid)`)
}

/** The same for every screen of a site. */
export async function raiseScreens(tx: Transaction, siteId: SiteId): Promise<void> {
  await tx.execute(sql`select raise_screens(${siteId}::uuid)`)
}

/** Subjects whose generation was raised at or after `since`, newest first, at most `most`. */
export async function selectRaised(tx: Transaction, since: Date, most: number): Promise<RaisedAccess[]> {
  const rows = await tx
    .select()
    .from(accessGenerations)
    .where(gte(accessGenerations.raisedAt, since))
    .orderBy(desc(accessGenerations.raisedAt))
    .limit(most)
  return rows.map((row) => ({ subject: { kind: row.subjectKind, id: row.subjectId }, generation: row.generation }))
}
