import { and, asc, desc, eq, isNotNull, or, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { savedViews } from '@/db/schema/lists'
import { staff } from '@/db/schema/people'
import { inSwedish } from '@/db/schema/in-swedish'
import type { SavedViewId, StaffId } from '@/domain/ids'

/** The most views that a member of staff can save for one list; the database enforces it. */
export const VIEWS_MAX = 20

type OfList = { staffId: StaffId; list: string }

/** Somebody's saved views and those that others share with them, of one list or of all, by name; their own come first. */
export async function selectViews(tx: Transaction, { staffId, list }: { staffId: StaffId; list?: string }) {
  const isOwn = sql<boolean>`${savedViews.staffId} = ${staffId}`
  return tx
    .select({
      viewId: savedViews.id,
      list: savedViews.list,
      name: savedViews.name,
      query: savedViews.query,
      isDefault: sql<boolean>`${savedViews.isDefault} and ${isOwn}`,
      sharedIn: savedViews.sharedIn,
      isOwn,
      ownerName: staff.name,
    })
    .from(savedViews)
    .innerJoin(staff, eq(staff.id, savedViews.staffId))
    .where(and(or(isOwn, isNotNull(savedViews.sharedIn)), list === undefined ? undefined : eq(savedViews.list, list)))
    .orderBy(asc(savedViews.list), desc(isOwn), asc(inSwedish(savedViews.name)), asc(savedViews.id))
}

/** A view of somebody's own. */
export async function findView(tx: Transaction, { viewId, staffId }: { viewId: SavedViewId; staffId: StaffId }) {
  const [row] = await tx
    .select({ viewId: savedViews.id, staffId: savedViews.staffId, list: savedViews.list })
    .from(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.staffId, staffId)))
  return row ?? null
}

/** Serialises changes to somebody's views of a list until the transaction ends. */
export async function lockViews(tx: Transaction, { staffId, list }: OfList): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${staffId} ${list}`}, 7))`)
}

/** The lowest free number among the list's views; null when all are used. */
export async function findFreeSlot(tx: Transaction, { staffId, list }: OfList): Promise<number | null> {
  const rows = await tx
    .select({ slot: savedViews.slot })
    .from(savedViews)
    .where(and(eq(savedViews.staffId, staffId), eq(savedViews.list, list)))
  const taken = new Set(rows.map((row) => row.slot))
  return Array.from({ length: VIEWS_MAX }, (_, index) => index + 1).find((slot) => !taken.has(slot)) ?? null
}

export async function insertView(tx: Transaction, values: typeof savedViews.$inferInsert): Promise<SavedViewId> {
  const [row] = await tx.insert(savedViews).values(values).returning({ id: savedViews.id })
  if (!row) throw new Error('the view was not inserted')
  return row.id
}

export async function updateView(
  tx: Transaction,
  viewId: SavedViewId,
  values: Partial<Pick<typeof savedViews.$inferInsert, 'name' | 'query' | 'isDefault' | 'sharedIn'>>,
): Promise<void> {
  await tx.update(savedViews).set(values).where(eq(savedViews.id, viewId))
}

/** Clears the default view of the list. */
export async function clearDefaultView(tx: Transaction, { staffId, list }: OfList): Promise<void> {
  await tx
    .update(savedViews)
    .set({ isDefault: false })
    .where(and(eq(savedViews.staffId, staffId), eq(savedViews.list, list), eq(savedViews.isDefault, true)))
}

export async function deleteViewRow(tx: Transaction, viewId: SavedViewId): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, viewId))
}
