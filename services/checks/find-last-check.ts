import { withActor } from '@/db/client'
import { findLastCheckedAt } from '@/db/queries/classroom-checks'
import type { EndpointActor } from '@/domain/people/actor'

/** When a screen last checked itself; null if it never has. */
export async function findLastCheck(actor: EndpointActor): Promise<number | null> {
  const checkedAt = await withActor(actor, (tx) => findLastCheckedAt(tx, actor.endpointId))
  return checkedAt?.getTime() ?? null
}
