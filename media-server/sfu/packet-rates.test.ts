import { expect, test } from 'vitest'

import { PacketRates } from './packet-rates'

const layers = (low: number, high: number) => [
  { ssrc: 1, packetCount: low },
  { ssrc: 2, packetCount: high },
]

test('a first sample gives no rate yet', () => {
  expect(new PacketRates().update(layers(10, 20), 0)).toEqual([])
})

test('each layer has the packets since the last sample, per second', () => {
  const rates = new PacketRates()
  rates.update(layers(10, 20), 1_000)
  expect(rates.update(layers(50, 220), 3_000)).toEqual([20, 100])
})

test('a stream that is new, or restarts, is not a burst', () => {
  const rates = new PacketRates()
  rates.update([{ ssrc: 1, packetCount: 500 }], 1_000)
  expect(rates.update(layers(3, 900), 2_000)).toEqual([0, 0])
})

test('two samples at the same moment change nothing', () => {
  const rates = new PacketRates()
  rates.update(layers(0, 0), 1_000)
  rates.update(layers(40, 80), 2_000)
  expect(rates.update(layers(41, 81), 2_000)).toEqual([40, 80])
})
