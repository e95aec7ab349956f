import { expect, test } from 'vitest'

import { makeRtpPacket } from '../rtp/rtp-header'
import { ReceivedStream } from './received-stream'

function streamWith(framesOfSender: () => number): ReceivedStream {
  return new ReceivedStream({ kind: 'video', ssrc: 1, hasNack: true, framesOfSender })
}

function packet(sequence: number, timestamp: number): Buffer {
  const header = { payloadType: 96, marker: false, sequence, timestamp, ssrc: 1 }
  return makeRtpPacket(header, [], Buffer.alloc(20))
}

test('packets with the same timestamp are one frame', () => {
  const stream = streamWith(() => 0)
  stream.take(packet(1, 100), 0)
  stream.take(packet(2, 100), 1)
  stream.take(packet(3, 200), 40)
  expect(stream.frames).toBe(2)
})

test('a gap while the sender sends is a freeze', () => {
  let sent = 0
  const stream = streamWith(() => sent)
  stream.take(packet(1, 100), 0)
  sent = 20
  stream.take(packet(2, 200), 501)
  expect(stream).toMatchObject({ freezes: 1, frozenMs: 501 })
})

test.each([
  ['half a second', 500, 20],
  ['a pause of the sender', 5_000, 5],
])('%s is no freeze', (_, gapMs, framesSent) => {
  let sent = 0
  const stream = streamWith(() => sent)
  stream.take(packet(1, 100), 0)
  sent = framesSent
  stream.take(packet(2, 200), gapMs)
  expect(stream.freezes).toBe(0)
})

test('an excused gap is no freeze, and one that does not end is', () => {
  let sent = 0
  const stream = streamWith(() => sent)
  stream.take(packet(1, 100), 0)
  stream.forgive()
  sent = 100
  stream.take(packet(90, 200), 4_000)
  expect(stream.freezes).toBe(0)
  sent = 200
  stream.finish(9_000)
  expect(stream).toMatchObject({ freezes: 1, frozenMs: 5_000 })
})
