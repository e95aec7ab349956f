import * as z from 'zod'

import { nodeLesson, nodeWorker } from './media-node'

/** Refresh interval of pages that watch operations, in ms. */
export const OPERATIONS_EVERY_MS = 2_000
/** The path that they request. */
export const OPERATIONS_PATH = '/api/operations'

const watchedNode = z.object({
  nodeId: z.string(),
  /** County code, or empty. */
  region: z.string(),
  /** `left` shut down cleanly, `lost` has not reported for three seconds. */
  state: z.enum(['alive', 'draining', 'left', 'lost']),
  /** Since when it has been lost or left; null while it reports. */
  goneAtMs: z.number().nullable(),
  ageMs: z.number(),
  /** False while its disk cannot be written and media events wait in its memory. */
  takesFacts: z.boolean(),
  packetsPerSecond: z.number(),
  /** Used share of its capacity, 0 to 1 and beyond. */
  loadShare: z.number(),
  workers: z.array(nodeWorker),
  /** Workers and lessons in its report that the app cannot read, because the node is of another version. */
  unreadable: z.int(),
})
export type WatchedNode = z.infer<typeof watchedNode>

const watchedLesson = nodeLesson.extend({
  nodeId: z.string(),
  /** Its node is silent, and no other has it yet. */
  isMoving: z.boolean(),
  groupName: z.string(),
  language: z.string(),
  communicatorName: z.string(),
  hostName: z.string(),
})
export type WatchedLesson = z.infer<typeof watchedLesson>

/** A fact of a media server that could not be stored. */
const factSetAside = z.object({
  key: z.string(),
  /** Null for one that names none. */
  lessonId: z.string().nullable(),
  kind: z.string().nullable(),
  reason: z.enum(['lesson-unknown', 'unreadable', 'refused']),
  atMs: z.number(),
})

/** The present state, as far as an office actor may see it. */
export const operations = z.object({
  /** The time of this state, on the database's clock. */
  atMs: z.number(),
  nodes: z.array(watchedNode),
  /** Lessons that the actor's own municipalities host. */
  lessons: z.array(watchedLesson),
  /** All other lessons together. */
  others: z.object({ lessons: z.int(), endpoints: z.int(), packetsPerSecond: z.number() }),
  /** Of the last few days, as far as the actor may see them: how many, and the newest. */
  setAside: z.object({ number: z.int(), newest: z.array(factSetAside) }),
})
export type Operations = z.infer<typeof operations>
