import type { RtpCapabilities } from '@/protocol/rtp'

/** The RTP extensions and feedback that the worker needs to estimate each receiver's bandwidth. */
const ESTIMATES = ['transport-wide-cc', 'abs-send-time']

/**
 * A receiver without bandwidth estimation in the worker. The estimation cost a third of the worker's time and did not
 * help on poor networks: the page measures what arrives, and requests what it wants. See decision 0036.
 */
export function withoutEstimates(capabilities: RtpCapabilities): RtpCapabilities {
  const headerExtensions = capabilities.headerExtensions.filter(
    ({ uri }) => !ESTIMATES.some((name) => uri.includes(name)),
  )
  return { ...capabilities, headerExtensions }
}
