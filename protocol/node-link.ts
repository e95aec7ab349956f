import * as z from 'zod'

import { measured, token, whole } from './bounded'
import { dtlsParameters, rtpCapabilities } from './rtp'
import { transportInfo } from './server-messages'

/** Signalling namespace for connections between media nodes. */
export const NODE_LINK_NAMESPACE = '/node'
/** Interval of keepalives between nodes, in ms; and how long to wait for an answer. */
export const NODE_LINK_PING_MS = 1_000
export const NODE_LINK_PATIENCE_MS = 2_000

const id = z.uuid()
const done = z.strictObject({})
/** RTP parameters from one worker for another: that worker parses them again. */
const workerRtpParameters = z.looseObject({
  codecs: z
    .array(z.looseObject({ mimeType: token(40) }))
    .min(1)
    .max(60),
  encodings: z.array(z.looseObject({})).min(1).max(16),
})
const layers = z.strictObject({ spatialLayer: whole(0, 7), temporalLayer: whole(0, 7).optional() })

/** Where one end of a pipe receives packets, and their key. */
export const pipeEnd = z.strictObject({
  ip: token(64).min(1),
  port: whole(1, 65_535),
  srtpParameters: z.strictObject({
    cryptoSuite: z.enum(['AEAD_AES_256_GCM', 'AEAD_AES_128_GCM', 'AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32']),
    keyBase64: z.base64().max(100),
  }),
})
export type PipeEnd = z.infer<typeof pipeEnd>

/**
 * Requests of a lesson's node to another that takes its receivers, with the answers. An edge is the lesson's part on
 * that other node: one end of the pipe, and the routers behind it.
 */
export const LINK_REQUESTS = {
  'link:ping': { request: done, answer: done },
  'edge:open': {
    request: z.strictObject({ lessonId: id, end: pipeEnd }),
    answer: z.strictObject({ edgeId: id, end: pipeEnd }),
  },
  'edge:carry': {
    request: z.strictObject({
      edgeId: id,
      producerId: id,
      kind: z.enum(['audio', 'video']),
      rtpParameters: workerRtpParameters,
      paused: z.boolean(),
    }),
    answer: done,
  },
  'edge:pause': { request: z.strictObject({ edgeId: id, producerId: id, paused: z.boolean() }), answer: done },
  'edge:drop': { request: z.strictObject({ edgeId: id, producerId: id }), answer: done },
  /** The cost of its receivers, in packets per second. */
  'edge:load': { request: z.strictObject({ edgeId: id, packetsPerSecond: measured(0, 10_000_000) }), answer: done },
  'edge:close': { request: z.strictObject({ edgeId: id }), answer: done },
  'transport:open': { request: z.strictObject({ edgeId: id }), answer: transportInfo },
  'transport:connect': { request: z.strictObject({ transportId: id, dtlsParameters }), answer: done },
  'transport:restart': {
    request: z.strictObject({ transportId: id }),
    answer: transportInfo.pick({ iceParameters: true }),
  },
  'transport:close': { request: z.strictObject({ transportId: id }), answer: done },
  'consumer:open': {
    request: z.strictObject({
      transportId: id,
      producerId: id,
      rtpCapabilities,
      paused: z.boolean(),
      preferredLayers: layers,
    }),
    answer: z.strictObject({
      consumerId: id,
      kind: z.enum(['audio', 'video']),
      rtpParameters: workerRtpParameters,
      isProducerPaused: z.boolean(),
      layer: whole(0, 7).nullable(),
    }),
  },
  'consumer:pause': { request: z.strictObject({ consumerId: id, paused: z.boolean() }), answer: done },
  'consumer:prefer': { request: z.strictObject({ consumerId: id, layers }), answer: done },
  'consumer:close': { request: z.strictObject({ consumerId: id }), answer: done },
} as const

export type LinkRequestName = keyof typeof LINK_REQUESTS
export type LinkRequest<Name extends LinkRequestName> = z.infer<(typeof LINK_REQUESTS)[Name]['request']>
export type LinkAnswer<Name extends LinkRequestName> = z.infer<(typeof LINK_REQUESTS)[Name]['answer']>

/** Events that the node with the receivers sends unprompted. */
export const linkEvent = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('transport'), transportId: id, isFlowing: z.boolean() }),
  z.strictObject({ of: z.literal('consumer-paused'), consumerId: id, isPaused: z.boolean() }),
  z.strictObject({ of: z.literal('consumer-layer'), consumerId: id, layer: whole(0, 7).nullable() }),
  z.strictObject({ of: z.literal('consumer-closed'), consumerId: id }),
  /** A worker died: these transports are gone, or the whole edge. */
  z.strictObject({ of: z.literal('transports-lost'), edgeId: id, transportIds: z.array(id).max(10_000) }),
  z.strictObject({ of: z.literal('edge-lost'), edgeId: id }),
])
export type LinkEvent = z.infer<typeof linkEvent>

/**
 * The transmitted form: a request, an answer or an event, sealed with a key that only nodes of one installation have.
 */
export const sealedMessage = z.strictObject({ sealed: z.base64().max(400_000) })
export const linkAsked = z.strictObject({
  name: z.enum(Object.keys(LINK_REQUESTS) as [LinkRequestName]),
  request: z.unknown(),
})
export const linkAnswered = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), answer: z.unknown() }),
  /** `full`: no capacity; for anything else see the log of the sending node. */
  z.strictObject({ ok: z.literal(false), reason: z.enum(['full', 'failed']) }),
])
