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
  for (const entry of reports.flatMap((report) => [...report.values()])) addEntry(counts, entry)
  return counts
}

/** UDP and IPv4 headers, which getStats leaves out. */
const HEADER_BYTES = 28

type Entry = Record<string, unknown> & { type?: string; kind?: string }

function addEntry(counts: NetworkCounts, entry: Entry): void {
  const number = (name: string) => (typeof entry[name] === 'number' ? entry[name] : 0)
  if (entry.type === 'transport') {
    counts.atMs = Math.max(counts.atMs, number('timestamp'))
    counts.bytes += number('bytesSent') + number('bytesReceived')
    counts.bytes += HEADER_BYTES * (number('packetsSent') + number('packetsReceived'))
  }
  if (entry.type === 'candidate-pair' && entry.nominated === true && typeof entry.currentRoundTripTime === 'number') {
    counts.roundTripMs = Math.max(counts.roundTripMs ?? 0, entry.currentRoundTripTime * 1_000)
  }
  if (entry.type === 'media-source' && typeof entry.totalAudioEnergy === 'number') {
    counts.sentVoiceEnergy = (counts.sentVoiceEnergy ?? 0) + entry.totalAudioEnergy
  }
  if (entry.type !== 'inbound-rtp') return
  const sum = entry.kind === 'audio' ? counts.voice : counts.picture
  sum.received += number('packetsReceived')
  sum.lost += Math.max(0, number('packetsLost'))
  counts.picture.frozenMs += number('totalFreezesDuration') * 1_000
  counts.voice.samples += number('totalSamplesReceived')
  // Samples concealed during silence are not missed.
  counts.voice.concealedSamples += Math.max(0, number('concealedSamples') - number('silentConcealedSamples'))
}
