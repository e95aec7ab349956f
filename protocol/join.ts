import * as z from 'zod'

import { VIEW_MODES } from '@/domain/live-lesson/vocabulary'
import { token } from './bounded'
import { dtlsParameters, rtpCapabilities } from './rtp'
import { PROTOCOL_VERSION } from './version'

/** Part of the socket's connect packet, so that a join costs no extra round trip. */
export const joinRequest = z.strictObject({
  protocolVersion: z.literal(PROTOCOL_VERSION),
  ticket: token(4_000).min(20),
  rtpCapabilities,
  /** Omitted if the browser cannot determine its fingerprint in advance; then `transport:connect` follows. */
  dtlsParameters: dtlsParameters.optional(),
  /** False on the page before the lesson: everything is prepared and no media flows. */
  enter: z.boolean(),
  /** The view mode, from the first packet on. */
  mode: z.enum(VIEW_MODES),
  /** Requests the same peer after a lost socket. */
  resume: z.strictObject({ peerId: z.uuid(), resumeToken: token(100).min(20) }).optional(),
})
export type JoinRequest = z.infer<typeof joinRequest>
