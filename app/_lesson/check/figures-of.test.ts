import { expect, it } from 'vitest'

import { figuresOf } from './figures-of'

/** A browser's statistics for a path that lost one of ten packets each way. */
const voice = (times: number) => [
  {
    ...{ type: 'outbound-rtp', kind: 'audio', bytesSent: 10_000 * times },
    ...{ packetsSent: 109 * times, retransmittedPacketsSent: 9 * times },
  },
  { type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 0 },
  { ...{ type: 'inbound-rtp', kind: 'audio' }, packetsReceived: 99 * times, packetsLost: times, bytesReceived: 9_000 },
]
const picture = (times: number) => [
  {
    ...{ type: 'outbound-rtp', kind: 'video', bytesSent: 90_000 * times },
    ...{ packetsSent: 572 * times, retransmittedPacketsSent: 63 * times },
  },
  { type: 'remote-inbound-rtp', kind: 'video', packetsLost: 53 * times },
  {
    ...{ type: 'inbound-rtp', kind: 'video', bytesReceived: 40_000 * times },
    ...{ packetsReceived: 492 * times, retransmittedPacketsReceived: 74 * times, packetsLost: 50 * times },
  },
]
const path = [
  { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.031 },
  { type: 'candidate-pair', nominated: false, currentRoundTripTime: 4 },
]
const sample = (atMs: number, times: number) => ({ atMs, reports: [...voice(times), ...picture(times), ...path] })

it('the measurements of a path between two samples', () => {
  expect(figuresOf(sample(1_000, 1), sample(3_000, 2))).toEqual({
    roundTripMs: 31,
    // 9 and 63 of 100 and 509; 50 of 418 and 50.
    lossUpPercent: 11.8,
    lossDownPercent: 10.7,
    upKbps: 400,
    downKbps: 160,
  })
})

it('a lost receiver report hides no loss', () => {
  const silent = {
    ...sample(3_000, 2),
    reports: sample(3_000, 2).reports.filter((one) => one.type !== 'remote-inbound-rtp'),
  }
  expect(figuresOf(sample(1_000, 1), silent).lossUpPercent).toBe(11.8)
})

it('without a picture the audio counts', () => {
  const figures = figuresOf({ atMs: 0, reports: voice(1) }, { atMs: 2_000, reports: voice(2) })
  expect(figures).toMatchObject({ lossUpPercent: 9, lossDownPercent: 1 })
})

it('a path without packets has no loss and no rate', () => {
  expect(figuresOf({ atMs: 0, reports: [] }, { atMs: 0, reports: [] })).toEqual({
    roundTripMs: 0,
    lossUpPercent: 0,
    lossDownPercent: 0,
    upKbps: 0,
    downKbps: 0,
  })
})
