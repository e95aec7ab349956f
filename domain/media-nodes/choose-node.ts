/** A node of which nothing was heard for this long is lost, and its lessons are placed anew. */
export const NODE_LOST_AFTER_MS = 3_000

/** A media node, as placement sees it. */
export type PlaceableNode = {
  nodeId: string
  /** County code (SCB) of the municipalities that it stands near to, or empty. */
  region: string
  isDraining: boolean
  /** Heard of within the time after which a node is lost. */
  isAlive: boolean
  /** In packets a second. */
  packetsPerSecond: number
  capacity: number
}

/** Above this share of what it can send, a node that stands nearer is no reason any more. */
const BUSY_SHARE = 0.6

/**
 * The node for a lesson that is on none: the least loaded of those in its region while they are not busy, else the
 * least loaded of all; null when none is there. A node that is being emptied takes a lesson only when it is the last.
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
