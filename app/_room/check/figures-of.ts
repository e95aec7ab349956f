import type { LineFigures } from '@/domain/checks/assess-check'

/** One report of the browser's statistics, as far as it is read here. */
type Report = { type: string } & Record<string, unknown>
export type LineSample = { atMs: number; reports: readonly Report[] }

const BITS = 8

/** What went over a line between two samples. */
export function figuresOf(before: LineSample, after: LineSample): LineFigures {
  const grown = (type: string, name: string, kind?: string) =>
    Math.max(0, sum(after, { type, name, kind }) - sum(before, { type, name, kind }))
  const ms = Math.max(1, after.atMs - before.atMs)
  // A voice that is sent again arrives as if it had never been lost; a picture that is, comes beside it.
  const repairedVoice = grown('outbound-rtp', 'retransmittedPacketsSent', 'audio')
  const sent = grown('outbound-rtp', 'packetsSent') - grown('outbound-rtp', 'retransmittedPacketsSent', 'video')
  const lostUp = grown('remote-inbound-rtp', 'packetsLost') + repairedVoice
  const received = grown('inbound-rtp', 'packetsReceived')
  const lostDown = grown('inbound-rtp', 'packetsLost')
  return {
    roundTripMs: Math.round(roundTripSeconds(after) * 1000),
    lossUpPercent: percent(lostUp, sent),
    lossDownPercent: percent(lostDown, received + lostDown),
    upKbps: Math.round((grown('outbound-rtp', 'bytesSent') * BITS) / ms),
    downKbps: Math.round((grown('inbound-rtp', 'bytesReceived') * BITS) / ms),
  }
}

function sum(sample: LineSample, { type, name, kind }: { type: string; name: string; kind?: string }): number {
  return sample.reports
    .filter((report) => report.type === type && (kind === undefined || report.kind === kind))
    .reduce((total, report) => total + numberOf(report[name]), 0)
}

/** The longest of the paths in use. */
function roundTripSeconds(sample: LineSample): number {
  const pairs = sample.reports.filter((report) => report.type === 'candidate-pair' && report.nominated === true)
  return Math.max(0, ...pairs.map((pair) => numberOf(pair.currentRoundTripTime)))
}

/** With one decimal, never more than all. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.round((part / whole) * 1000) / 10)
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
