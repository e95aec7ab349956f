import * as z from 'zod'

import { measured, token, whole } from './bounded'

/*
 * Browsers' RTP capabilities and parameters. Every field that reaches a media worker is bounded here, and an integer
 * where the worker serialises it as one: a value that it cannot write breaks its channel. Keys that browsers add are
 * dropped, not refused.
 */
const shortText = token(200).min(1)
/** A numeric codec parameter, as the worker stores it. */
const parameterNumber = whole(-2_147_483_648, 2_147_483_647)
/** Codecs have only a few. */
const PARAMETERS_MAX = 40
const codecParameters = z
  .record(token(60), z.union([token(500), parameterNumber, z.boolean()]))
  .refine((all) => Object.keys(all).length <= PARAMETERS_MAX)
const rtcpFeedback = z.array(z.object({ type: shortText, parameter: token(60).optional() })).max(20)
const kind = z.enum(['audio', 'video'])
const payloadType = whole(0, 127)
const ssrc = whole(1, 4_294_967_295)

const codec = z.object({
  mimeType: z.string().regex(/^(audio|video)\/[A-Za-z0-9-]{1,30}$/),
  clockRate: whole(1, 1_000_000),
  channels: whole(1, 8).optional(),
  parameters: codecParameters.optional(),
  rtcpFeedback: rtcpFeedback.optional(),
})

export const rtpCapabilities = z.object({
  codecs: z
    .array(codec.extend({ kind, preferredPayloadType: payloadType.optional() }))
    .min(1)
    .max(60),
  headerExtensions: z
    .array(
      z.object({
        kind,
        uri: shortText,
        preferredId: whole(1, 255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(60),
})
export type RtpCapabilities = z.infer<typeof rtpCapabilities>

export const rtpParameters = z.object({
  mid: token(16).optional(),
  codecs: z.array(codec.extend({ payloadType })).min(1).max(10),
  headerExtensions: z
    .array(
      z.object({
        uri: shortText,
        id: whole(1, 255),
        encrypt: z.boolean().optional(),
        parameters: codecParameters.optional(),
      }),
    )
    .max(30)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: ssrc.optional(),
        rid: token(16).optional(),
        rtx: z.object({ ssrc }).optional(),
        dtx: z.boolean().optional(),
        active: z.boolean().optional(),
        maxBitrate: whole(1, 20_000_000).optional(),
        maxFramerate: measured(1, 120).optional(),
        scaleResolutionDownBy: measured(1, 16).optional(),
        scalabilityMode: token(16).optional(),
      }),
    )
    .min(1)
    .max(3),
  rtcp: z
    .object({ cname: token(100).optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() })
    .optional(),
})
export type RtpParameters = z.infer<typeof rtpParameters>

const fingerprint = z.object({
  algorithm: z.enum(['sha-256', 'sha-384', 'sha-512']),
  value: z.string().regex(/^([0-9A-F]{2}:){31,63}[0-9A-F]{2}$/),
})
const FINGERPRINT_LENGTHS = { 'sha-256': 95, 'sha-384': 143, 'sha-512': 191 }

/** A browser's DTLS parameters: at least one fingerprint, each of the length that its algorithm produces. */
export const dtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(fingerprint)
    .min(1)
    .max(5)
    .refine((all) => all.every((one) => one.value.length === FINGERPRINT_LENGTHS[one.algorithm])),
})
export type DtlsParameters = z.infer<typeof dtlsParameters>
