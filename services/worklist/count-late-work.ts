import type { Actor } from '@/domain/people/actor'

import { listWorklist } from './list-worklist'

/**
 * How many things of the actor's worklist should have been done on an earlier day: the count beside the overview in the
 * navigation.
 * @throws DomainError `access.not-allowed`.
 */
export async function countLateWork(actor: Actor, nowMs: number): Promise<{ late: number }> {
  const items = await listWorklist(actor, nowMs)
  return { late: items.filter(({ urgency }) => urgency === 'late').length }
}
