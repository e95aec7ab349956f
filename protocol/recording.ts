import * as z from 'zod'

import { epochMs, INTEGER_MAX, moment, whole } from './bounded'
import { upgradeSlide } from './earlier-names'

/** How long a token is valid before playback starts, in seconds. */
export const RECORDING_TOKEN_LIFETIME_SECONDS = 300
export const RECORDING_AUDIENCE = 'recording'
/** The media server's path for serving and deleting recordings, followed by the recording's id. */
export const RECORDINGS_PATH = '/recordings/'

/** What a token allows its bearer to do with one recording at the media server. */
export const recordingTokenPayload = z.object({
  jti: z.uuid(),
  recordingId: z.uuid(),
  may: z.enum(['watch', 'delete']),
})
export type RecordingTokenPayload = z.infer<typeof recordingTokenPayload>

const ms = whole(0, INTEGER_MAX)
const shown = z.preprocess(
  upgradeSlide,
  z.strictObject({ materialId: z.uuid(), slideNumber: whole(1, 500), slideCount: whole(1, 500) }),
)
export const PIECES_MAX = 1_000

/** A finished recording: what it is, and its timeline. */
export const recordingMade = z.strictObject({
  recordingId: z.uuid(),
  startedAt: moment({ precision: 3 }),
  endedAt: moment({ precision: 3 }),
  durationMs: ms,
  bytes: whole(0, Number.MAX_SAFE_INTEGER),
  timeline: z.strictObject({
    segments: z
      .array(z.strictObject({ atMs: epochMs, durationMs: ms, fileMs: ms, hasPicture: z.boolean() }))
      .max(PIECES_MAX),
    slides: z.array(z.strictObject({ atMs: epochMs, slide: shown.nullable() })).max(PIECES_MAX),
  }),
})
