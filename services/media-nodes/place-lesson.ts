import { withActor, type Transaction } from '@/db/client'
import {
  findHostCode,
  findPlacement,
  lockPlacement,
  notifyNodes,
  selectNodes,
  upsertPlacement,
  type KnownNode,
} from '@/db/queries/media-nodes'
import type { LessonId } from '@/domain/ids'
import { chooseNode, regionOf } from '@/domain/media-nodes/choose-node'
import type { SystemActor } from '@/domain/people/actor'

/** The placement of a lesson: `mediaUrl` is null where it follows from the page's address. */
export type Placement = { mediaUrl: string | null; epoch: number }

const PLACEMENT: SystemActor = { kind: 'system', name: 'placement' }
const LOOK_AGAIN_MS = 300
const LOOK_AGAIN_TIMES = 5

/** The node of a lesson while that node is alive, readable by those who may join; otherwise null. */
export async function findLivePlacement(tx: Transaction, lessonId: LessonId): Promise<Placement | null> {
  const placement = await findPlacement(tx, lessonId)
  return placement?.isAlive ? placement : null
}

/**
 * Places a lesson that is on no living node. If no node has reported throughout, the app itself may have been down:
 * nodes get a moment to report before the lesson is taken from the one that has it.
 */
export async function placeLesson(lessonId: LessonId): Promise<Placement> {
  for (let round = 1; ; round += 1) {
    const placed = await withActor(PLACEMENT, (tx) => tryToPlace(tx, lessonId))
    if (placed) return placed
    if (round === LOOK_AGAIN_TIMES) break
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  // No node reports: use the last node, or the one at the page's address.
  const last = await withActor(PLACEMENT, (tx) => findPlacement(tx, lessonId))
  return last ?? { mediaUrl: null, epoch: 1 }
}

async function tryToPlace(tx: Transaction, lessonId: LessonId): Promise<Placement | null> {
  await lockPlacement(tx, lessonId)
  // Another request may have placed it while this one waited.
  const before = await findPlacement(tx, lessonId)
  if (before?.isAlive) return before
  const nodes = await selectNodes(tx)
  if (nodes.length === 0) return { mediaUrl: null, epoch: 1 }
  // The last node keeps it until its report would certainly have arrived.
  if (before && !nodes.some((node) => node.isSteady)) return null
  return placeOn(tx, lessonId, nodes)
}

/** Places a lesson on one of these nodes. @returns null when none is alive. */
export async function placeOn(
  tx: Transaction,
  lessonId: LessonId,
  nodes: readonly KnownNode[],
): Promise<Placement | null> {
  const nodeId = chooseNode(nodes, regionOf(await findHostCode(tx, lessonId)))
  const node = nodes.find((one) => one.nodeId === nodeId)
  if (!node) return null
  const epoch = await upsertPlacement(tx, lessonId, node.nodeId)
  await notifyNodes(tx, node.nodeId)
  return { mediaUrl: node.mediaUrl, epoch }
}
