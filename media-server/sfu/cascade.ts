import type { RouterSlot } from './receiving'
import type { Branch } from './router-tree'

/** Capacity for receivers of a lesson on other media nodes. */
export type Cascade = {
  /** A place for one more receiver of the lesson with this root; null when no other node has capacity. */
  allocate: (root: Branch) => Promise<RouterSlot | null>
  /** Sends the other nodes the cost of their receivers, in packets per second. */
  setLoads: (loads: ReadonlyMap<RouterSlot, number>) => void
  /** Parts of the lesson on other nodes. */
  readonly edges: number
  close: () => void
}

/** Creates the cascade of one lesson; `onLost` receives the places that are lost. */
export type OpenCascade = (lessonId: string, onLost: (places: readonly RouterSlot[]) => void) => Cascade

/** For a media server that shares no lessons with others. */
export const NO_CASCADE: OpenCascade = () => ({
  allocate: () => Promise.resolve(null),
  setLoads: () => undefined,
  edges: 0,
  close: () => undefined,
})
