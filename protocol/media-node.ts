import { z } from 'zod'

/** How often a media node says how it is, in ms. */
export const NODE_REPORT_EVERY_MS = 1_000
/** Where the app takes the reports of media nodes; signed like presence. */
export const NODE_REPORT_PATH = '/api/media-nodes'
export const NODE_REPORT_MAX_BYTES = 4_000_000

/** Classrooms of one lesson that a report names; a lecture has more than anybody looks at. */
export const NODE_ROOMS_MAX = 100

const rate = z.number().nonnegative()
export const nodeId = z.string().min(1).max(64)

/** How one classroom's line is: 0 none to 3 well, null while it sends nothing. */
const roomSeen = z.strictObject({
  town: z.string().max(80),
  isConnected: z.boolean(),
  quality: z.int().min(0).max(3).nullable(),
})

export const nodeLesson = z.strictObject({
  lessonId: z.uuid(),
  phase: z.enum(['waiting', 'live', 'ended']),
  /** Everybody in it, lobby and classrooms included. */
  endpoints: z.int().nonnegative(),
  packetsPerSecond: rate,
  /** Workers and nodes that it is spread over. */
  branches: z.int().nonnegative(),
  /** Counts of endpoints by quality of what they send: none, weak, fair, well. */
  quality: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  rooms: z.array(roomSeen).max(NODE_ROOMS_MAX),
})
export type NodeLesson = z.infer<typeof nodeLesson>

export const nodeWorker = z.strictObject({
  index: z.int().nonnegative(),
  isDraining: z.boolean(),
  ageSeconds: rate,
  /** Share of its core that it used since the last report. */
  cpuShare: rate,
  memoryBytes: rate,
  packetsPerSecond: rate,
  routers: z.int().nonnegative(),
})
export type NodeWorker = z.infer<typeof nodeWorker>

/** What of a live lesson another node needs to go on with it. Nothing that must be gone when the lesson ends. */
const carriedLesson = z.strictObject({ lessonId: z.uuid(), seq: z.int().nonnegative(), state: z.unknown() })
export type CarriedLesson = z.infer<typeof carriedLesson>

/** How a media node is: it says so every second, and learns what the app has decided. */
export const nodeReport = z.strictObject({
  nodeId,
  startedAt: z.iso.datetime({ precision: 3 }),
  /** Address of its signalling as browsers reach it; null where that follows from the address of the page. */
  mediaUrl: z.url().nullable(),
  /** Address at which other nodes ask it to take receivers of a large lesson; null when it takes none. */
  linkUrl: z.url().nullable(),
  /** County code (SCB) of the municipalities that it stands near to, or empty. */
  region: z.string().max(16),
  /** It takes no new lessons. */
  isDraining: z.boolean(),
  /** It ends now, in good order; its lessons go elsewhere. */
  isLeaving: z.boolean(),
  /** What all its workers may send, in packets a second. */
  capacity: rate,
  workers: z.array(nodeWorker).max(128),
  lessons: z.array(nodeLesson).max(5_000),
  /** Lessons whose state has changed since the app last had it. */
  carried: z.array(carriedLesson).max(200),
})
export type NodeReport = z.infer<typeof nodeReport>

/** Another node, as one that looks for room for its receivers sees it. */
const otherNode = z.strictObject({ nodeId, linkUrl: z.url(), region: z.string(), freePacketsPerSecond: rate })
export type OtherNode = z.infer<typeof otherNode>

export const nodeOrders = z.strictObject({
  /** Lessons that were another node's, with the last that it said of them. */
  taken: z.array(carriedLesson),
  /** Lessons that are another node's now: whoever is here goes there. */
  given: z.array(z.uuid()),
  /** No other node was heard of. */
  isAlone: z.boolean(),
  others: z.array(otherNode),
})
export type NodeOrders = z.infer<typeof nodeOrders>
