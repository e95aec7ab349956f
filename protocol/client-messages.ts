import { z } from 'zod'

import { dtlsParameters, rtpParameters } from './rtp'

export const MEDIA_SOURCES = ['camera', 'microphone'] as const
export type MediaSource = (typeof MEDIA_SOURCES)[number]

const source = z.enum(MEDIA_SOURCES)
const direction = z.enum(['send', 'receive'])
const nothing = z.strictObject({})

/** Every message that a browser may send, with the shape of its payload. Each is answered by an acknowledgement. */
export const CLIENT_MESSAGES = {
  /** From the lobby into the lesson: media flows and presence begins. */
  'room:enter': nothing,
  'transport:connect': z.strictObject({ direction, dtlsParameters }),
  'transport:restart-ice': z.strictObject({ direction }),
  'producer:create': z.strictObject({ source, rtpParameters }),
  'producer:pause': z.strictObject({ source, paused: z.boolean() }),
  'producer:close': z.strictObject({ source }),
  /** The browser is ready to take this consumer's packets. */
  'consumer:resume': z.strictObject({ consumerId: z.uuid() }),
  /** How large the picture is shown: 0 thumbnail, 1 half, 2 full. */
  'consumer:prefer-layer': z.strictObject({ consumerId: z.uuid(), spatialLayer: z.int().min(0).max(2) }),
  'hand:set': z.strictObject({ raised: z.boolean() }),
  'floor:set': z.strictObject({ peerId: z.uuid(), given: z.boolean() }),
  'lesson:start': nothing,
  'lesson:end': nothing,
} as const

export type ClientMessageName = keyof typeof CLIENT_MESSAGES
export type ClientMessage<Name extends ClientMessageName> = z.infer<(typeof CLIENT_MESSAGES)[Name]>

/** Largest message that the media server reads, in bytes. */
export const MESSAGE_MAX_BYTES = 64 * 1024
