import * as z from 'zod'

import { address, lineOrNothing, measured, moment, token, whole } from './bounded'
import { accessGeneration, subject } from './subject'

/** Interval of a media node's reports, in ms. */
export const NODE_REPORT_EVERY_MS = 1_000
/** The app's path for reports of media nodes; signed like media events. */
export const NODE_REPORT_PATH = '/api/media-nodes'
export const NODE_REPORT_MAX_BYTES = 4_000_000

/** The most classrooms of one lesson in a report; a lecture has more than anybody looks at. */
export const NODE_CLASSROOMS_MAX = 100

/** Packets per second. */
const rate = measured(0, 10_000_000)
const count = whole(0, 1_000_000)
export const nodeId = token(64).min(1)

/** The quality of what a classroom sends: 0 none to 3 good, null while it sends nothing. */
const classroomSeen = z.strictObject({
  town: lineOrNothing(80),
  isConnected: z.boolean(),
  quality: whole(0, 3).nullable(),
})

export const nodeLesson = z.strictObject({
  lessonId: z.uuid(),
  phase: z.enum(['waiting', 'live', 'ended']),
  /** Everybody in it, including classrooms and members who have not entered. */
  endpoints: count,
  packetsPerSecond: rate,
  /** Workers and nodes that it is spread over. */
  branches: count,
  /** Counts of endpoints by quality of what they send: none, weak, fair, good. */
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

/** What another node needs to continue a live lesson. Nothing that must be deleted when the lesson ends. */
const replicatedLesson = z.strictObject({
  lessonId: z.uuid(),
  seq: whole(0, Number.MAX_SAFE_INTEGER),
  state: z.unknown(),
})
export type ReplicatedLesson = z.infer<typeof replicatedLesson>

/** A media node's report, sent every second; the response carries the app's decisions. */
export const nodeReport = z.strictObject({
  nodeId,
  startedAt: moment({ precision: 3 }),
  /** The address of its signalling for browsers; null where it follows from the page's address. */
  mediaUrl: address.nullable(),
  /** The address at which other nodes ask it to take receivers of a large lesson; null when it takes none. */
  linkUrl: address.nullable(),
  /** County code (SCB) of the nearest municipalities, or empty. */
  region: token(16),
  /** It takes no new lessons. */
  isDraining: z.boolean(),
  /** It is shutting down cleanly; its lessons move to other nodes. */
  isLeaving: z.boolean(),
  /** Whether its last write to disk succeeded; if not, media events wait in its memory. */
  takesFacts: z.boolean().optional(),
  /** What all its workers may send, in packets per second. */
  capacity: measured(0, 1_280_000_000),
  workers: z.array(nodeWorker).max(128),
  lessons: z.array(nodeLesson).max(5_000),
  /** Lessons whose state has changed since the app last received it. */
  replicated: z.array(replicatedLesson).max(200),
  /** `asOf` of the previous response; null for the first report of a process. */
  heardAsOf: moment({ precision: 3 }).nullable().optional(),
})
export type NodeReport = z.infer<typeof nodeReport>

/** A subject whose earlier tickets are invalid, and the generation of current ones. */
const endedAccess = z.strictObject({ subject, generation: accessGeneration })
export type EndedAccess = z.infer<typeof endedAccess>
/** The most revocations in one response. */
export const ENDED_ACCESS_MAX = 10_000

/** Another node, as seen by one that looks for capacity for its receivers. */
const otherNode = z.strictObject({
  nodeId,
  linkUrl: address,
  region: token(16),
  freePacketsPerSecond: measured(0, 1_280_000_000),
})
export type OtherNode = z.infer<typeof otherNode>

export const nodeAssignments = z.strictObject({
  /** Lessons that another node had, with its last reported state. */
  acquired: z.array(replicatedLesson).max(1_000),
  /** Lessons that now belong to another node: members who are here must move there. */
  released: z.array(z.uuid()).max(5_000),
  /** No other node is reporting. */
  isSingleNode: z.boolean(),
  others: z.array(otherNode).max(1_000),
  /** On the database's clock. */
  asOf: moment({ precision: 3 }).optional(),
  /** Subjects whose access was revoked since the node last heard: peers with earlier tickets are removed. */
  ended: z.array(endedAccess).max(ENDED_ACCESS_MAX).optional(),
  /** Lessons whose state the database refused: it is not stored for another node. */
  refused: z.array(z.uuid()).max(200).optional(),
})
export type NodeAssignments = z.infer<typeof nodeAssignments>
