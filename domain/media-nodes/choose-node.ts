/** A node that has not reported for this long is lost, and its lessons are placed on others. */
export const NODE_LOST_AFTER_MS = 3_000

/** A media node, as placement sees it. */
export type PlaceableNode = {
  nodeId: string
  /** County code (SCB) of the nearest municipalities, or empty. */
  region: string
  isDraining: boolean
  /** It has reported recently enough not to be lost. */
  isAlive: boolean
  /** In packets a second. */
  packetsPerSecond: number
  capacity: number
}

/** Above this share of a node's capacity, its region is no longer a reason to choose it. */
const BUSY_SHARE = 0.6

/**
 * The node for an unplaced lesson: the least loaded of its region unless they are busy, otherwise the least loaded of
 * all; null when there is none. A draining node takes a lesson only if it is the last.
 */
export function chooseNode(nodes: readonly PlaceableNode[], region: string): string | null {
  const alive = nodes.filter((node) => node.isAlive)
  const open = alive.filter((node) => !node.isDraining)
  const near = open.filter((node) => node.region === region && loadOf(node) < BUSY_SHARE)
  const choice = [near, open, alive].find((group) => group.length > 0) ?? []
  const [best] = choice.toSorted((one, other) => loadOf(one) - loadOf(other) || one.nodeId.localeCompare(other.nodeId))
  return best?.nodeId ?? null
}

function loadOf({ packetsPerSecond, capacity }: PlaceableNode): number {
  return capacity > 0 ? packetsPerSecond / capacity : 1
}

/** County code of a municipality: the first two digits of its code. @source SCB, kommunkoder, docs/legal-sources.md#scb-codes */
export function regionOf(municipalityCode: string): string {
  return municipalityCode.slice(0, 2)
}
