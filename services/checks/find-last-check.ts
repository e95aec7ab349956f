import { desc, eq } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { roomChecks } from '@/db/schema/endpoints'
import type { EndpointActor } from '@/domain/people/actor'

/** When a wall checked itself last; null when it never did. */
export async function findLastCheck(actor: EndpointActor): Promise<number | null> {
  const rows = await withActor(actor, (tx) =>
    tx
      .select({ checkedAt: roomChecks.checkedAt })
      .from(roomChecks)
      .where(eq(roomChecks.endpointId, actor.endpointId))
      .orderBy(desc(roomChecks.checkedAt))
      .limit(1),
  )
  return rows[0]?.checkedAt.getTime() ?? null
}
