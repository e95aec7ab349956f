import { z } from 'zod'

import { VIEW_MODES } from '@/domain/live-lesson/vocabulary'
import { token } from './bounded'
import { dtlsParameters, rtpCapabilities } from './rtp'
import { PROTOCOL_VERSION } from './version'

/** Travels inside the socket's own connect packet, so that a join costs no round trip of its own. */
export const joinRequest = z.strictObject({
  protocolVersion: z.literal(PROTOCOL_VERSION),
  ticket: token(4_000).min(20),
  rtpCapabilities,
  /** Missing where a browser cannot tell its fingerprint beforehand; then `transport:connect` follows. */
  dtlsParameters: dtlsParameters.optional(),
  /** False while the person stands in the lobby: everything is made ready and nothing flows. */
  enter: z.boolean(),
  /** How much this page wants to receive, from the first packet on. */
  mode: z.enum(VIEW_MODES),
  /** Asks for the same peer after a lost socket. */
  resume: z.strictObject({ peerId: z.uuid(), resumeToken: token(100).min(20) }).optional(),
})
export type JoinRequest = z.infer<typeof joinRequest>
