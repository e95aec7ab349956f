import { expect, it } from 'vitest'

import { figuresOf } from './figures-of'

const sample = (atMs: number, times: number) => ({
  atMs,
  reports: [
    {
      ...{ type: 'outbound-rtp', kind: 'audio', bytesSent: 50_000 * times },
      ...{ packetsSent: 100 * times, retransmittedPacketsSent: 5 * times },
    },
    {
      ...{ type: 'outbound-rtp', kind: 'video', bytesSent: 50_000 * times },
      ...{ packetsSent: 110 * times, retransmittedPacketsSent: 10 * times },
    },
    { type: 'remote-inbound-rtp', packetsLost: 5 * times },
    { type: 'inbound-rtp', packetsReceived: 95 * times, packetsLost: 5 * times, bytesReceived: 40_000 * times },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.031 },
    { type: 'candidate-pair', nominated: false, currentRoundTripTime: 4 },
  ],
})

it('what went over a line between two samples', () => {
  expect(figuresOf(sample(1_000, 1), sample(3_000, 2))).toEqual({
    roundTripMs: 31,
    lossUpPercent: 5,
    lossDownPercent: 5,
    upKbps: 400,
    downKbps: 160,
  })
})

it('a line over which nothing went has no loss and no rate', () => {
  expect(figuresOf({ atMs: 0, reports: [] }, { atMs: 0, reports: [] })).toEqual({
    roundTripMs: 0,
    lossUpPercent: 0,
    lossDownPercent: 0,
    upKbps: 0,
    downKbps: 0,
  })
})
