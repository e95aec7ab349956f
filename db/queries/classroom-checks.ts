import { desc, eq, inArray } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { classroomChecks } from '@/db/schema/endpoints'
import type { EndpointId } from '@/domain/ids'

export async function insertClassroomCheck(
  tx: Transaction,
  values: typeof classroomChecks.$inferInsert,
): Promise<void> {
  await tx.insert(classroomChecks).values(values)
}

/** When a screen last checked itself. */
export async function findLastCheckedAt(tx: Transaction, endpointId: EndpointId): Promise<Date | null> {
  const [row] = await tx
    .select({ checkedAt: classroomChecks.checkedAt })
    .from(classroomChecks)
    .where(eq(classroomChecks.endpointId, endpointId))
    .orderBy(desc(classroomChecks.checkedAt))
    .limit(1)
  return row?.checkedAt ?? null
}

/** The latest check of each of these screens. */
export async function listLatestChecks(tx: Transaction, endpointIds: readonly EndpointId[]) {
  return tx
    .selectDistinctOn([classroomChecks.endpointId], {
      endpointId: classroomChecks.endpointId,
      checkedAt: classroomChecks.checkedAt,
      reason: classroomChecks.reason,
      verdict: classroomChecks.verdict,
      findings: classroomChecks.findings,
    })
    .from(classroomChecks)
    .where(inArray(classroomChecks.endpointId, [...endpointIds]))
    .orderBy(classroomChecks.endpointId, desc(classroomChecks.checkedAt))
}
