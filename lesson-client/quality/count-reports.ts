/** The counters of both transports up to one moment. */
export type NetworkCounts = {
  atMs: number
  bytes: number
  /** Played audio samples; concealed ones replaced audio that did not arrive in time. */
  voice: { received: number; lost: number; samples: number; concealedSamples: number }
  picture: { received: number; lost: number; frozenMs: number }
  roundTripMs: number | null
  /** Energy of the microphone so far; null while none is sent, or where the browser does not tell. */
  sentVoiceEnergy: number | null
}

/** Counters over the reports of all transports: bytes with packet headers, as on the network. */
export function countReports(reports: readonly RTCStatsReport[]): NetworkCounts {
  const counts: NetworkCounts = {
    atMs: 0,
    bytes: 0,
    voice: { received: 0, lost: 0, samples: 0, concealedSamples: 0 },
    picture: { received: 0, lost: 0, frozenMs: 0 },
    roundTripMs: null,
    sentVoiceEnergy: null,
  }
  for (const report of reports) {
    const entries: Entry[] = [...report.values()]
    counts.bytes += bytesOf(entries)
    for (const entry of entries) addEntry(counts, entry)
  }
  return counts
}

/** UDP and IPv4 headers, which getStats leaves out. */
const HEADER_BYTES = 28
/** Entries of this side, whose time is that of this browser's clock. */
const OWN = ['transport', 'candidate-pair', 'inbound-rtp', 'outbound-rtp']

type Entry = Record<string, unknown> & { type?: string; kind?: string }

/**
 * What one transport has sent and received. Firefox counts it by transport from version 154 on; before, its paths tell
 * the bytes, and its streams the packets.
 */
function bytesOf(entries: readonly Entry[]): number {
  const transports = entries.filter((entry) => entry.type === 'transport' && typeof entry.bytesReceived === 'number')
  if (transports.length > 0) return sum(transports, BYTES) + HEADER_BYTES * sum(transports, PACKETS)
  const paths = entries.filter((entry) => entry.type === 'candidate-pair')
  const streams = entries.filter((entry) => entry.type === 'inbound-rtp' || entry.type === 'outbound-rtp')
  return sum(paths, BYTES) + HEADER_BYTES * sum(streams, PACKETS)
}

const BYTES = ['bytesSent', 'bytesReceived']
const PACKETS = ['packetsSent', 'packetsReceived']

function sum(entries: readonly Entry[], names: readonly string[]): number {
  return entries.flatMap((entry) => names.map((name) => numberIn(entry, name))).reduce((all, one) => all + one, 0)
}

function numberIn(entry: Entry, name: string): number {
  const value = entry[name]
  return typeof value === 'number' ? value : 0
}

function addEntry(counts: NetworkCounts, entry: Entry): void {
  const number = (name: string) => numberIn(entry, name)
  if (OWN.includes(entry.type ?? '')) counts.atMs = Math.max(counts.atMs, number('timestamp'))
  if (entry.type === 'candidate-pair' && entry.nominated === true && typeof entry.currentRoundTripTime === 'number') {
    counts.roundTripMs = Math.max(counts.roundTripMs ?? 0, entry.currentRoundTripTime * 1_000)
  }
  if (entry.type === 'media-source' && typeof entry.totalAudioEnergy === 'number') {
    counts.sentVoiceEnergy = (counts.sentVoiceEnergy ?? 0) + entry.totalAudioEnergy
  }
  if (entry.type !== 'inbound-rtp') return
  const kind = entry.kind === 'audio' ? counts.voice : counts.picture
  kind.received += number('packetsReceived')
  kind.lost += Math.max(0, number('packetsLost'))
  counts.picture.frozenMs += number('totalFreezesDuration') * 1_000
  counts.voice.samples += number('totalSamplesReceived')
  // Samples concealed during silence are not missed.
  counts.voice.concealedSamples += Math.max(0, number('concealedSamples') - number('silentConcealedSamples'))
}
