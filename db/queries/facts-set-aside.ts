import { count, desc, gt, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { factsSetAside } from '@/db/schema/media'

type SetAside = Omit<typeof factsSetAside.$inferInsert, 'setAsideAt'>

/** Stores facts that could not be stored otherwise; existing ones are not changed. */
export async function insertSetAside(tx: Transaction, facts: readonly SetAside[]): Promise<void> {
  if (facts.length === 0) return
  await tx
    .insert(factsSetAside)
    .values([...facts])
    .onConflictDoNothing()
}

const SHOWN_MAX = 50

/** How many facts were set aside within so many days, as far as the actor may see them, and the newest of them. */
export async function selectSetAside(tx: Transaction, withinDays: number) {
  const isRecent = gt(factsSetAside.setAsideAt, sql`now() - make_interval(days => ${withinDays})`)
  const [counted] = await tx.select({ number: count() }).from(factsSetAside).where(isRecent)
  const newest = await tx
    .select({
      key: factsSetAside.key,
      lessonId: factsSetAside.lessonId,
      kind: factsSetAside.kind,
      reason: factsSetAside.reason,
      at: factsSetAside.setAsideAt,
    })
    .from(factsSetAside)
    .where(isRecent)
    .orderBy(desc(factsSetAside.setAsideAt))
    .limit(SHOWN_MAX)
  return { number: counted?.number ?? 0, newest }
}
