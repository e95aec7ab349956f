import type { NetworkFigures } from '@/domain/checks/assess-check'

/** The fields of the browser's statistics that are read here. */
type Report = { type: string } & Record<string, unknown>
type Kind = 'audio' | 'video'
export type NetworkSample = { atMs: number; reports: readonly Report[] }

const BITS = 8

/** The measurements of a path between two samples. */
export function figuresOf(before: NetworkSample, after: NetworkSample): NetworkFigures {
  const grown = (type: string, name: string, kind?: Kind) =>
    Math.max(0, sum(after, { type, name, kind }) - sum(before, { type, name, kind }))
  const ms = Math.max(1, after.atMs - before.atMs)
  const resent = (kind: Kind) => grown('outbound-rtp', 'retransmittedPacketsSent', kind)
  const sent = (kind: Kind) => grown('outbound-rtp', 'packetsSent', kind) - resent(kind)
  // A retransmission request proves a loss; the receiver report itself may be lost, or arrive after the last sample.
  const lostUp = (kind: Kind) => Math.max(resent(kind), grown('remote-inbound-rtp', 'packetsLost', kind))
  const lost = (kind: Kind) => grown('inbound-rtp', 'packetsLost', kind)
  const received = (kind: Kind) =>
    grown('inbound-rtp', 'packetsReceived', kind) - grown('inbound-rtp', 'retransmittedPacketsReceived', kind)
  // Retransmitted audio counts as never lost: video shows more, if there is any.
  const telling = received('video') > 0 ? 'video' : 'audio'
  return {
    roundTripMs: Math.round(roundTripSeconds(after) * 1000),
    lossUpPercent: percent(lostUp('audio') + lostUp('video'), sent('audio') + sent('video')),
    lossDownPercent: percent(lost(telling), received(telling) + lost(telling)),
    upKbps: Math.round((grown('outbound-rtp', 'bytesSent') * BITS) / ms),
    downKbps: Math.round((grown('inbound-rtp', 'bytesReceived') * BITS) / ms),
  }
}

function sum(sample: NetworkSample, { type, name, kind }: { type: string; name: string; kind?: Kind }): number {
  return sample.reports
    .filter((report) => report.type === type && (kind === undefined || report.kind === kind))
    .reduce((total, report) => total + numberOf(report[name]), 0)
}

/** The longest of the paths in use. */
function roundTripSeconds(sample: NetworkSample): number {
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
