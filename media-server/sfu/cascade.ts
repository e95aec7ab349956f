import type { RouterSlot } from './receiving'
import type { Branch } from './router-tree'

/** LessonSession for receivers of a lesson on other media nodes. */
export type Cascade = {
  /** A place for one more receiver of the lesson whose root this is; null when no other node has room. */
  allocate: (root: Branch) => Promise<RouterSlot | null>
  /** Tells the other nodes what their receivers cost, in packets a second. */
  setLoads: (loads: ReadonlyMap<RouterSlot, number>) => void
  /** Parts of the lesson on other nodes. */
  readonly edges: number
  close: () => void
}

/** Makes the cascade of one lesson; `onLost` is told of places that are gone. */
export type OpenCascade = (lessonId: string, onLost: (places: readonly RouterSlot[]) => void) => Cascade

/** For a media server that shares no lesson with others. */
export const NO_CASCADE: OpenCascade = () => ({
  allocate: () => Promise.resolve(null),
  setLoads: () => undefined,
  edges: 0,
  close: () => undefined,
})
