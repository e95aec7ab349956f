import type { RtpCapabilities } from '@/protocol/rtp'

/** What the worker would need to estimate each receiver's line by itself. */
const ESTIMATES = ['transport-wide-cc', 'abs-send-time']

/**
 * A receiver whose line the worker does not estimate. Its estimates cost a third of its time and did not spare a thin
 * line anything: the page sees for itself what comes through, and says what it wants. See decision 0036.
 */
export function withoutEstimates(capabilities: RtpCapabilities): RtpCapabilities {
  const headerExtensions = capabilities.headerExtensions.filter(
    ({ uri }) => !ESTIMATES.some((name) => uri.includes(name)),
  )
  return { ...capabilities, headerExtensions }
}
