import { z } from 'zod'

/*
 * What browsers say of their codecs and parameters. Every piece that reaches a media worker is bounded here; keys that
 * browsers add on their own are dropped, not refused.
 */
const shortText = z.string().min(1).max(200)
const codecParameters = z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()]))
const rtcpFeedback = z.array(z.object({ type: shortText, parameter: z.string().max(60).optional() })).max(20)
const kind = z.enum(['audio', 'video'])
const payloadType = z.int().min(0).max(127)
const ssrc = z.int().min(1).max(4_294_967_295)

const codec = z.object({
  mimeType: z.string().regex(/^(audio|video)\/[A-Za-z0-9-]{1,30}$/),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).optional(),
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
        preferredId: z.int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(60),
})
export type RtpCapabilities = z.infer<typeof rtpCapabilities>

export const rtpParameters = z.object({
  mid: z.string().max(16).optional(),
  codecs: z.array(codec.extend({ payloadType })).min(1).max(10),
  headerExtensions: z
    .array(
      z.object({
        uri: shortText,
        id: z.int().min(1).max(255),
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
        rid: z.string().max(16).optional(),
        rtx: z.object({ ssrc }).optional(),
        dtx: z.boolean().optional(),
        active: z.boolean().optional(),
        maxBitrate: z.number().positive().max(20_000_000).optional(),
        maxFramerate: z.number().positive().max(120).optional(),
        scaleResolutionDownBy: z.number().min(1).max(16).optional(),
        scalabilityMode: z.string().max(16).optional(),
      }),
    )
    .min(1)
    .max(3),
  rtcp: z
    .object({ cname: z.string().max(100).optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() })
    .optional(),
})
export type RtpParameters = z.infer<typeof rtpParameters>

const fingerprint = z.object({
  algorithm: z.enum(['sha-256', 'sha-384', 'sha-512']),
  value: z.string().regex(/^([0-9A-F]{2}:){31,63}[0-9A-F]{2}$/),
})
const FINGERPRINT_LENGTHS = { 'sha-256': 95, 'sha-384': 143, 'sha-512': 191 }

/** A browser's DTLS side: at least one fingerprint, each as long as its algorithm makes it. */
export const dtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(fingerprint)
    .min(1)
    .max(5)
    .refine((all) => all.every((one) => one.value.length === FINGERPRINT_LENGTHS[one.algorithm])),
})
export type DtlsParameters = z.infer<typeof dtlsParameters>
