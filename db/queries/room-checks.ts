import { desc, eq, inArray } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { roomChecks } from '@/db/schema/endpoints'
import type { EndpointId } from '@/domain/ids'

export async function insertRoomCheck(tx: Transaction, values: typeof roomChecks.$inferInsert): Promise<void> {
  await tx.insert(roomChecks).values(values)
}

/** When a screen checked itself last. */
export async function findLastCheckedAt(tx: Transaction, endpointId: EndpointId): Promise<Date | null> {
  const [row] = await tx
    .select({ checkedAt: roomChecks.checkedAt })
    .from(roomChecks)
    .where(eq(roomChecks.endpointId, endpointId))
    .orderBy(desc(roomChecks.checkedAt))
    .limit(1)
  return row?.checkedAt ?? null
}

/** The latest check of each of these screens. */
export async function listLatestChecks(tx: Transaction, endpointIds: readonly EndpointId[]) {
  return tx
    .selectDistinctOn([roomChecks.endpointId], {
      endpointId: roomChecks.endpointId,
      checkedAt: roomChecks.checkedAt,
      reason: roomChecks.reason,
      verdict: roomChecks.verdict,
      findings: roomChecks.findings,
    })
    .from(roomChecks)
    .where(inArray(roomChecks.endpointId, [...endpointIds]))
    .orderBy(roomChecks.endpointId, desc(roomChecks.checkedAt))
}
