import { expect, test } from 'vitest'

import { makeTransportFeedback, TransportFeedback } from './transport-feedback'

const target = { sender: 1, media: 2 }

/** Reads numbers and times back, in ticks of 250 µs. */
function readFeedback(packet: Buffer): { sequence: number; ticks: number }[] {
  const count = packet.readUInt16BE(14)
  const symbols: number[] = []
  let at = 20
  for (; symbols.length < count; at += 2) {
    const chunk = packet.readUInt16BE(at)
    for (let index = 6; index >= 0; index--) symbols.push((chunk >> (2 * index)) & 3)
  }
  let ticks = packet.readUIntBE(16, 3) * 256
  return symbols.slice(0, count).flatMap((symbol, index) => {
    if (symbol === 0) return []
    ticks += symbol === 1 ? packet.readUInt8(at) : packet.readInt16BE(at)
    at += symbol
    return [{ sequence: (packet.readUInt16BE(12) + index) & 0xffff, ticks }]
  })
}

test('arrivals are reported with their times, and gaps as missing', () => {
  const arrivals = [
    { sequence: 10, atMs: 1_000 },
    { sequence: 11, atMs: 1_000.5 },
    { sequence: 20, atMs: 1_100 },
  ]
  const packet = makeTransportFeedback({ ...target, base: 8, count: 3 }, arrivals)
  expect(packet.length % 4).toBe(0)
  expect(packet.readUInt16BE(14)).toBe(13)
  expect(packet.readUInt8(19)).toBe(3)
  expect(readFeedback(packet)).toEqual([
    { sequence: 10, ticks: 4_000 },
    { sequence: 11, ticks: 4_002 },
    { sequence: 20, ticks: 4_400 },
  ])
})

test('a packet that overtook another has a negative delta', () => {
  const arrivals = [
    { sequence: 1, atMs: 80 },
    { sequence: 2, atMs: 75 },
  ]
  const packet = makeTransportFeedback({ ...target, base: 1, count: 0 }, arrivals)
  expect(readFeedback(packet).map((one) => one.ticks)).toEqual([320, 300])
})

test('each report continues where the last one ended, across the wrap', () => {
  const feedback = new TransportFeedback()
  feedback.note(65_534, 10)
  expect(readFeedback(feedback.take(target) ?? Buffer.alloc(0)).map((one) => one.sequence)).toEqual([65_534])
  expect(feedback.take(target)).toBeNull()
  feedback.note(1, 20)
  const next = feedback.take(target)
  expect(next?.readUInt16BE(12)).toBe(65_535)
  expect(next?.readUInt16BE(14)).toBe(3)
  expect(next?.readUInt8(19)).toBe(2)
})
