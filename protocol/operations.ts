import { z } from 'zod'

import { nodeLesson, nodeWorker } from './media-node'

/** How often a page that watches operations looks again, in ms. */
export const OPERATIONS_EVERY_MS = 2_000
/** Where it looks. */
export const OPERATIONS_PATH = '/api/operations'

const watchedNode = z.object({
  nodeId: z.string(),
  /** County code, or empty. */
  region: z.string(),
  /** `left` ended in good order, `lost` was not heard of for three seconds. */
  state: z.enum(['alive', 'draining', 'left', 'lost']),
  /** Since when it is lost or has left; null while it is heard of. */
  goneAtMs: z.number().nullable(),
  ageMs: z.number(),
  /** False while its disk takes nothing, and what the register must know waits in its memory. */
  takesFacts: z.boolean(),
  packetsPerSecond: z.number(),
  /** Share of its capacity that it uses, 0 to 1 and beyond. */
  loadShare: z.number(),
  workers: z.array(nodeWorker),
  /** Workers and lessons of its report that the app cannot read, because the node is of another version. */
  unreadable: z.int(),
})
export type WatchedNode = z.infer<typeof watchedNode>

const watchedLesson = nodeLesson.extend({
  nodeId: z.string(),
  /** Its node is not heard of, and no other has it yet. */
  isMoving: z.boolean(),
  groupName: z.string(),
  language: z.string(),
  communicatorName: z.string(),
  hostName: z.string(),
})
export type WatchedLesson = z.infer<typeof watchedLesson>

/** A fact of a media server that could not be kept as what it is. */
const factSetAside = z.object({
  key: z.string(),
  /** Null for one that names none. */
  lessonId: z.string().nullable(),
  kind: z.string().nullable(),
  reason: z.enum(['lesson-unknown', 'unreadable', 'refused']),
  atMs: z.number(),
})

/** What goes on at one moment, as far as somebody of the office may see it. */
export const operations = z.object({
  /** When this was so, on the clock of the database. */
  atMs: z.number(),
  nodes: z.array(watchedNode),
  /** Lessons that her own municipalities host. */
  lessons: z.array(watchedLesson),
  /** All other lessons together. */
  others: z.object({ lessons: z.int(), endpoints: z.int(), packetsPerSecond: z.number() }),
  /** Of the last days, as far as the actor may see them: how many, and the newest. */
  setAside: z.object({ number: z.int(), newest: z.array(factSetAside) }),
})
export type Operations = z.infer<typeof operations>
