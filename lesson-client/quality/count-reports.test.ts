import { describe, expect, test } from 'vitest'

import { countReports } from './count-reports'

type Entry = { id: string; type: string } & Record<string, unknown>

const report = (...entries: Entry[]) => new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport

const PAIR = { type: 'candidate-pair', timestamp: 5_000, nominated: true, currentRoundTripTime: 0.04 }
const PICTURE = { type: 'inbound-rtp', kind: 'video', timestamp: 5_000, packetsReceived: 90, packetsLost: 10 }
const VOICE = { type: 'inbound-rtp', kind: 'audio', timestamp: 5_000, packetsReceived: 50, packetsLost: 0 }

describe('bytes and time of a report', () => {
  test('are those of the transport where the browser counts them', () => {
    const counts = countReports([
      report(
        {
          id: 't',
          type: 'transport',
          timestamp: 5_000,
          bytesSent: 100,
          bytesReceived: 900,
          packetsSent: 1,
          packetsReceived: 9,
        },
        { id: 'p', ...PAIR, bytesSent: 100, bytesReceived: 900 },
        { id: 'v', ...VOICE },
      ),
    ])
    expect(counts).toMatchObject({ atMs: 5_000, bytes: 1_000 + 10 * 28 })
  })

  test.each([
    ['without an entry for the transport', []],
    ['whose transport has no counters', [{ id: 't', type: 'transport', timestamp: 5_000, dtlsState: 'connected' }]],
  ])('are those of path and streams in a Firefox %s', (_, transports) => {
    const counts = countReports([
      report(
        ...transports,
        { id: 'p', ...PAIR, bytesSent: 300, bytesReceived: 200_000 },
        // A path that was tried and is not used.
        { id: 'q', ...PAIR, nominated: false, bytesSent: 70, bytesReceived: 0 },
        { id: 'v', ...VOICE },
        { id: 'w', ...PICTURE },
      ),
      report(
        { id: 'p', ...PAIR, timestamp: 5_001, bytesSent: 1_000, bytesReceived: 0 },
        { id: 'o', type: 'outbound-rtp', timestamp: 5_001, packetsSent: 20 },
      ),
    ])
    expect(counts.atMs).toBe(5_001)
    expect(counts.bytes).toBe(300 + 200_000 + 70 + 1_000 + 28 * (50 + 90 + 20))
    expect(counts.roundTripMs).toBe(40)
  })

  test('ignore the clock of the other side', () => {
    const remote = { id: 'r', type: 'remote-outbound-rtp', kind: 'audio', timestamp: 9_000_000, packetsSent: 10 }
    expect(countReports([report(remote, { id: 'p', ...PAIR })]).atMs).toBe(5_000)
  })
})

test('what was lost is summed by voice and picture', () => {
  const counts = countReports([report({ id: 'v', ...VOICE }, { id: 'w', ...PICTURE })])
  expect(counts.voice).toMatchObject({ received: 50, lost: 0 })
  expect(counts.picture).toMatchObject({ received: 90, lost: 10 })
})
