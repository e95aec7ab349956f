import { z } from 'zod'

import { ERROR_CODES } from '@/domain/error-codes'
import { LESSON_ROLES } from '@/domain/live-lesson/roles'
import { MEDIA_SOURCES } from '@/domain/live-lesson/vocabulary'

import { token, whole } from './bounded'
import { liveView, pointer, memberId } from './live-view'
import { iceParameters } from './replies'
import { rtpParameters } from './rtp'
import { PROTOCOL_VERSION } from './version'

const peerId = z.uuid()
const epochMs = z.int()

/** What others may know of a peer. Participants and classrooms are told of the communicator, of who has the floor, and of themselves. */
export const peerState = z.strictObject({
  peerId,
  memberId,
  role: z.enum(LESSON_ROLES),
  displayName: z.string(),
  /** The classroom's municipality; '' for everybody else. */
  town: z.string(),
  language: z.string(),
  headcount: z.int().nullable(),
  hasFloor: z.boolean(),
  /** DTLS is up on a transport of hers: sound and picture can pass. */
  isMediaUp: z.boolean(),
  /** False while her socket is lost and she may still come back. */
  isConnected: z.boolean(),
  /** How well her picture and sound reach us: 0 not at all to 3 well; null while she sends nothing. */
  quality: z.int().min(0).max(3).nullable(),
})
export type PeerState = z.infer<typeof peerState>

export const transportInfo = z.strictObject({
  id: token(60),
  iceParameters,
  iceCandidates: z
    .array(
      z.looseObject({
        foundation: token(60),
        priority: whole(0, 4_294_967_295),
        address: token(300),
        ip: token(300),
        protocol: z.enum(['udp', 'tcp']),
        port: whole(0, 65_535),
        type: z.literal('host'),
        tcpType: z.literal('passive').optional(),
      }),
    )
    .max(200),
  dtlsParameters: z.strictObject({
    role: z.enum(['auto', 'client', 'server']).optional(),
    fingerprints: z.array(z.strictObject({ algorithm: token(20), value: token(300) })).max(20),
  }),
})
export type TransportInfo = z.infer<typeof transportInfo>

export const consumerInfo = z.strictObject({
  consumerId: z.uuid(),
  producerId: z.uuid(),
  peerId,
  source: z.enum(MEDIA_SOURCES),
  kind: z.enum(['audio', 'video']),
  rtpParameters,
  isProducerPaused: z.boolean(),
})
export type ConsumerInfo = z.infer<typeof consumerInfo>

const media = { send: transportInfo, receive: transportInfo, consumers: z.array(consumerInfo) }

/** Every message that the media server may send, with the shape of its payload. */
export const SERVER_MESSAGES = {
  /** The answer to the join. `isResumed`: the same peer as before, its transports still stand. */
  'lesson:welcome': z.strictObject({
    protocolVersion: z.literal(PROTOCOL_VERSION),
    peerId,
    resumeToken: z.string(),
    isResumed: z.boolean(),
    isEntered: z.boolean(),
    ...media,
    peers: z.array(peerState),
    /** Number of the last change that `live` contains. */
    seq: z.int(),
    live: liveView,
    serverTimeMs: epochMs,
  }),
  'lesson:closed': z.strictObject({
    reason: z.enum(['replaced', 'removed', 'ended', 'refused', 'shutting-down', 'moved']),
    code: z.enum(ERROR_CODES).optional(),
  }),
  'peer:changed': peerState,
  'peer:gone': z.strictObject({ peerId }),
  /** Slices of the live lesson, whole, in place of those before. */
  'live:changed': z.strictObject({ seq: z.int(), changes: liveView.partial() }),
  /** Where the communicator points now; nothing that anybody needs to be told again. */
  'pointer:moved': z.strictObject({ pointer: pointer.nullable() }),
  /** Who speaks loudest right now, of those that this page may know. */
  'speaker:changed': z.strictObject({ memberId: memberId.nullable() }),
  /** Answered at once by its acknowledgement: the line is alive. */
  'connection:check': z.strictObject({}),
  /** A ticket of her own waits for this visitor, or she was turned away. */
  'visitor:answered': z.strictObject({ isAdmitted: z.boolean() }),
  'consumer:added': consumerInfo,
  'consumer:removed': z.strictObject({ consumerId: z.uuid() }),
  'consumer:paused': z.strictObject({ consumerId: z.uuid(), isPaused: z.boolean() }),
  /** A producer of this peer was stopped by the server, for example with the floor. */
  'producer:stopped': z.strictObject({ source: z.enum(MEDIA_SOURCES) }),
  /** Highest layer that anybody wants of this source; null when nobody looks. */
  'producer:limited': z.strictObject({ source: z.enum(MEDIA_SOURCES), spatialLayer: z.int().min(0).max(2).nullable() }),
  /** The media worker died; new transports follow at once. */
  'media:lost': z.strictObject({}),
  'media:rebuilt': z.strictObject(media),
} as const

export type ServerMessageName = keyof typeof SERVER_MESSAGES
export type ServerMessage<Name extends ServerMessageName> = z.infer<(typeof SERVER_MESSAGES)[Name]>
