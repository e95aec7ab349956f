import { expect, test } from 'vitest'

import { makeNack, makePli, makeReceiverReport, makeSenderReport, readNack, readRtcp } from './rtcp'

const target = { sender: 1, media: 0xabcd_ef01 }

test.each([
  ['one', [7], 1],
  ['seventeen in a row', Array.from({ length: 17 }, (_, index) => 100 + index), 1],
  ['eighteen in a row', Array.from({ length: 18 }, (_, index) => 100 + index), 2],
  ['some far apart', [1, 5, 300], 2],
  ['some across the wrap', [65_534, 65_535, 0, 3], 1],
])('%s fit into as few items as possible and are read back', (_, sequences, items) => {
  const nack = makeNack(target, sequences)
  expect(nack.length).toBe(12 + 4 * items)
  expect(nack.readUInt16BE(2)).toBe(nack.length / 4 - 1)
  expect(readNack(nack)).toEqual(sequences)
})

test('each part of a compound packet reaches its stream', () => {
  const heard: unknown[] = []
  const state = { ssrc: 42, wallMs: 1_500, timestamp: 7, packets: 3, octets: 300 }
  const blocks = [
    { ssrc: 42, fractionLost: 12, totalLost: 3, highest: 70_000, lastReport: 5, sinceLastReportMs: 1_000 },
  ]
  const parts = [makeSenderReport(state), makeReceiverReport(1, blocks), makeNack(target, [9, 10]), makePli(target)]
  readRtcp(Buffer.concat(parts), {
    onSenderReport: (report) => heard.push(report),
    onNack: (ssrc, sequences) => heard.push({ ssrc, sequences }),
    onKeyFrameRequest: (ssrc) => heard.push(ssrc),
  })
  // 1.5 s after 1970 in NTP: the middle is the low half of the seconds and the high half of the fraction.
  const middleOfNtp = (((2_208_988_801 & 0xffff) << 16) | 0x8000) >>> 0
  expect(heard).toEqual([{ ssrc: 42, middleOfNtp }, { ssrc: target.media, sequences: [9, 10] }, target.media])
})

test('a truncated part is ignored', () => {
  const cut = makePli(target).subarray(0, 10)
  const heard: number[] = []
  readRtcp(cut, { onKeyFrameRequest: (ssrc) => heard.push(ssrc) })
  expect(heard).toEqual([])
})
