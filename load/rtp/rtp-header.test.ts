import { expect, test } from 'vitest'

import { findExtension, isRtcp, makeRtpPacket, rtpHeaderBytes } from './rtp-header'

const header = { payloadType: 96, marker: true, sequence: 65_535, timestamp: 4_294_967_295, ssrc: 0xfedc_ba98 }

test('a packet is read as it was written', () => {
  const packet = makeRtpPacket(header, [], Buffer.from('payload'))
  expect(packet.readUInt8(0)).toBe(0x80)
  expect(packet.readUInt8(1)).toBe(0x80 | 96)
  expect(packet.readUInt16BE(2)).toBe(65_535)
  expect(packet.readUInt32BE(4)).toBe(4_294_967_295)
  expect(packet.readUInt32BE(8)).toBe(0xfedc_ba98)
  expect(packet.subarray(rtpHeaderBytes(packet)).toString()).toBe('payload')
})

test('an extension is found among others, and only when it is there', () => {
  const extensions = [
    { id: 1, content: Buffer.from('0') },
    { id: 3, content: Buffer.from([0x12, 0x34]) },
    { id: 4, content: Buffer.from([0x7f]) },
  ]
  const packet = makeRtpPacket(header, extensions, Buffer.from('payload'))
  expect(packet.readUInt16BE(findExtension(packet, 3))).toBe(0x1234)
  expect(packet.readUInt8(findExtension(packet, 4))).toBe(0x7f)
  expect(findExtension(packet, 2)).toBe(-1)
  expect(packet.subarray(rtpHeaderBytes(packet)).toString()).toBe('payload')
})

test('a packet without extensions has none', () => {
  expect(findExtension(makeRtpPacket(header, [], Buffer.alloc(4)), 1)).toBe(-1)
})

test('extensions in the two-byte form are found, after padding too', () => {
  const packet = Buffer.alloc(24)
  packet.writeUInt8(0x90, 0)
  packet.writeUInt16BE(0x1000, 12)
  packet.writeUInt16BE(2, 14)
  packet.set([0, 17, 2, 0xab, 0xcd, 0, 0, 0], 16)
  expect(packet.readUInt16BE(findExtension(packet, 17))).toBe(0xabcd)
  expect(findExtension(packet, 1)).toBe(-1)
})

test('contributing sources are part of the header', () => {
  const packet = Buffer.alloc(24)
  packet.writeUInt8(0x82, 0)
  expect(rtpHeaderBytes(packet)).toBe(20)
})

test.each([
  ['a sender report', 200, true],
  ['feedback on payloads', 206, true],
  ['Opus', 111, false],
  ['VP8 with marker', 0x80 | 96, false],
])('%s is told from the other kind', (_, type, expected) => {
  expect(isRtcp(Buffer.from([0x80, type, 0, 0]))).toBe(expected)
})
