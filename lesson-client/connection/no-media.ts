import type { RtpCapabilities } from '@/protocol/rtp'

/** The RTP capabilities of a browser without WebRTC: enough to be in the lesson without media. */
export const NO_MEDIA: RtpCapabilities = {
  codecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 }],
  headerExtensions: [],
}
