import { z } from 'zod'

import { address, lineOrNothing, measured, moment, token, whole } from './bounded'
import { accessGeneration, subject } from './subject'

/** How often a media node says how it is, in ms. */
export const NODE_REPORT_EVERY_MS = 1_000
/** Where the app takes the reports of media nodes; signed like presence. */
export const NODE_REPORT_PATH = '/api/media-nodes'
export const NODE_REPORT_MAX_BYTES = 4_000_000

/** Classrooms of one lesson that a report names; a lecture has more than anybody looks at. */
export const NODE_CLASSROOMS_MAX = 100

/** Packets in a second. */
const rate = measured(0, 10_000_000)
const count = whole(0, 1_000_000)
export const nodeId = token(64).min(1)

/** How one classroom's line is: 0 none to 3 well, null while it sends nothing. */
const classroomSeen = z.strictObject({
  town: lineOrNothing(80),
  isConnected: z.boolean(),
  quality: whole(0, 3).nullable(),
})

export const nodeLesson = z.strictObject({
  lessonId: z.uuid(),
  phase: z.enum(['waiting', 'live', 'ended']),
  /** Everybody in it, lobby and classrooms included. */
  endpoints: count,
  packetsPerSecond: rate,
  /** Workers and nodes that it is spread over. */
  branches: count,
  /** Counts of endpoints by quality of what they send: none, weak, fair, well. */
  quality: z.tuple([count, count, count, count]),
  classrooms: z.array(classroomSeen).max(NODE_CLASSROOMS_MAX),
})
export type NodeLesson = z.infer<typeof nodeLesson>

export const nodeWorker = z.strictObject({
  index: count,
  isDraining: z.boolean(),
  ageSeconds: measured(0, 1_000_000_000),
  /** Share of its core that it used since the last report. */
  cpuShare: measured(0, 10_000),
  memoryBytes: measured(0, Number.MAX_SAFE_INTEGER),
  packetsPerSecond: rate,
  routers: count,
})
export type NodeWorker = z.infer<typeof nodeWorker>

/** What of a live lesson another node needs to go on with it. Nothing that must be gone when the lesson ends. */
const replicatedLesson = z.strictObject({
  lessonId: z.uuid(),
  seq: whole(0, Number.MAX_SAFE_INTEGER),
  state: z.unknown(),
})
export type ReplicatedLesson = z.infer<typeof replicatedLesson>

/** How a media node is: it says so every second, and learns what the app has decided. */
export const nodeReport = z.strictObject({
  nodeId,
  startedAt: moment({ precision: 3 }),
  /** Address of its signalling as browsers reach it; null where that follows from the address of the page. */
  mediaUrl: address.nullable(),
  /** Address at which other nodes ask it to take receivers of a large lesson; null when it takes none. */
  linkUrl: address.nullable(),
  /** County code (SCB) of the municipalities that it stands near to, or empty. */
  region: token(16),
  /** It takes no new lessons. */
  isDraining: z.boolean(),
  /** It ends now, in good order; its lessons go elsewhere. */
  isLeaving: z.boolean(),
  /** Whether its disk took what it wrote last: what the register must know waits in its memory until it does. */
  takesFacts: z.boolean().optional(),
  /** What all its workers may send, in packets a second. */
  capacity: measured(0, 1_280_000_000),
  workers: z.array(nodeWorker).max(128),
  lessons: z.array(nodeLesson).max(5_000),
  /** Lessons whose state has changed since the app last had it. */
  replicated: z.array(replicatedLesson).max(200),
  /** `asOf` of the answer before this; null for the first report of a process. */
  heardAsOf: moment({ precision: 3 }).nullable().optional(),
})
export type NodeReport = z.infer<typeof nodeReport>

/** A subject whose earlier tickets count for nothing, and the generation that those of now have. */
const endedAccess = z.strictObject({ subject, generation: accessGeneration })
export type EndedAccess = z.infer<typeof endedAccess>
/** Accesses that one answer ends. */
export const ENDED_ACCESS_MAX = 10_000

/** Another node, as one that looks for classroom for its receivers sees it. */
const otherNode = z.strictObject({
  nodeId,
  linkUrl: address,
  region: token(16),
  freePacketsPerSecond: measured(0, 1_280_000_000),
})
export type OtherNode = z.infer<typeof otherNode>

export const nodeAssignments = z.strictObject({
  /** Lessons that were another node's, with the last that it said of them. */
  acquired: z.array(replicatedLesson).max(1_000),
  /** Lessons that are another node's now: whoever is here goes there. */
  released: z.array(z.uuid()).max(5_000),
  /** No other node was heard of. */
  isSingleNode: z.boolean(),
  others: z.array(otherNode).max(1_000),
  /** On the clock of the database. */
  asOf: moment({ precision: 3 }).optional(),
  /** Whose access was ended since the node heard last: peers with tickets of before are let go. */
  ended: z.array(endedAccess).max(ENDED_ACCESS_MAX).optional(),
  /** Lessons whose state the database refused: it is not kept for another node. */
  refused: z.array(z.uuid()).max(200).optional(),
})
export type NodeAssignments = z.infer<typeof nodeAssignments>
