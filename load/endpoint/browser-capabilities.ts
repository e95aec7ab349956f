import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import type { RtpCapabilities } from '@/protocol/rtp'

/** The header extensions that Chromium accepts of those that the worker offers. */
const KNOWN = ['sdes:mid', 'abs-send-time', 'transport-wide-cc', 'ssrc-audio-level', 'video-orientation', 'toffset']

/** Chromium's receive capabilities. */
export const BROWSER_CAPABILITIES: RtpCapabilities = {
  codecs: ROUTER_RTP_CAPABILITIES.codecs,
  headerExtensions: ROUTER_RTP_CAPABILITIES.headerExtensions.filter(({ uri }) =>
    KNOWN.some((known) => uri.includes(known)),
  ),
}
