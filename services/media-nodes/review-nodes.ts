import { withActor, type Transaction } from '@/db/client'
import {
  lockPlacement,
  markLost,
  notifyNodes,
  selectNodes,
  selectOrphaned,
  tryLockNodes,
} from '@/db/queries/media-nodes'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

import { placeOn } from './place-lesson'

export type ReviewedNodes = { lost: string[]; moved: number }

/**
 * Marks media nodes that have stopped reporting as lost and places their lessons on others. Only while another node has
 * reported throughout: otherwise the app may have been down, and the node still has its lessons.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function reviewNodes(actor: Actor): Promise<ReviewedNodes> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  return withActor(actor, async (tx) => {
    if (!(await tryLockNodes(tx))) return { lost: [], moved: 0 }
    const nodes = await selectNodes(tx)
    if (!nodes.some((node) => node.isSteady)) return { lost: [], moved: 0 }
    const lost = await markLost(tx)
    for (const nodeId of lost) await notifyNodes(tx, nodeId)
    return { lost, moved: await moveStranded(tx) }
  })
}

/** Places the lessons of lost nodes. @returns how many. */
export async function moveStranded(tx: Transaction): Promise<number> {
  const orphaned = await selectOrphaned(tx)
  const nodes = await selectNodes(tx)
  let moved = 0
  for (const lessonId of orphaned.toSorted()) {
    await lockPlacement(tx, lessonId)
    if (await placeOn(tx, lessonId, nodes)) moved += 1
  }
  return moved
}
