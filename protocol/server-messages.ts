import * as z from 'zod'

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

/**
 * What others may know of a peer. Participants and classrooms learn only of those who teach, those who have the floor,
 * and themselves.
 */
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
  /** DTLS is up on one of the peer's transports: audio and video can pass. */
  isMediaUp: z.boolean(),
  /** False while its socket is lost and it may still reconnect. */
  isConnected: z.boolean(),
  /** Quality of its media as received here: 0 none to 3 good; null while it sends nothing. */
  quality: z.int().min(0).max(3).nullable(),
  /** Packets of its voice arrive here: its microphone, or for an interpreter their channel, is open and not muted. */
  isHeard: z.boolean(),
  /** It shows its screen to those who may see it: also to a host, whose page receives no pictures. */
  isSharing: z.boolean(),
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
  /** The response to a join. `isResumed`: the same peer as before, with its transports intact. */
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
    reason: z.enum(['replaced', 'removed', 'ended', 'refused', 'shutting-down', 'moved', 'not-held']),
    code: z.enum(ERROR_CODES).optional(),
  }),
  'peer:changed': peerState,
  'peer:gone': z.strictObject({ peerId }),
  /** Slices of the live lesson, complete, replacing the previous ones. */
  'live:changed': z.strictObject({ seq: z.int(), changes: liveView.partial() }),
  /** The communicator's pointer: as it moves, and where it is to a page that comes. */
  'pointer:moved': z.strictObject({ pointer: pointer.nullable() }),
  /** The loudest speaker right now, among those that this page may know of: when it changes, and to a page that comes. */
  'speaker:changed': z.strictObject({ memberId: memberId.nullable() }),
  /** Acknowledged immediately: the connection is alive. */
  'connection:check': z.strictObject({}),
  /** A new ticket is available for this visitor, or they were turned away. */
  'visitor:answered': z.strictObject({ isAdmitted: z.boolean() }),
  'consumer:added': consumerInfo,
  'consumer:removed': z.strictObject({ consumerId: z.uuid() }),
  'consumer:paused': z.strictObject({ consumerId: z.uuid(), isPaused: z.boolean() }),
  /** The server closed a producer of this peer, for example when the floor was taken back. */
  'producer:stopped': z.strictObject({ source: z.enum(MEDIA_SOURCES) }),
  /** The highest layer of this source that any receiver wants; null when none does. */
  'producer:limited': z.strictObject({ source: z.enum(MEDIA_SOURCES), spatialLayer: z.int().min(0).max(2).nullable() }),
  /** The media worker died; new transports follow immediately. */
  'media:lost': z.strictObject({}),
  'media:rebuilt': z.strictObject(media),
} as const

export type ServerMessageName = keyof typeof SERVER_MESSAGES
export type ServerMessage<Name extends ServerMessageName> = z.infer<(typeof SERVER_MESSAGES)[Name]>
