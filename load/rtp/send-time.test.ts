import { expect, test } from 'vitest'

import { nowMs, readSendTime, writeSendTime } from './send-time'

test('a payload keeps its send time to the microsecond', () => {
  const payload = Buffer.alloc(40)
  writeSendTime(payload, 123_456_789.012)
  expect(readSendTime(payload)).toBeCloseTo(123_456_789.012, 3)
})

test('a payload without a send time has none', () => {
  expect(readSendTime(Buffer.alloc(40))).toBeNull()
  expect(readSendTime(Buffer.from([1]))).toBeNull()
})

test('the time is that of the machine, not of the process', () => {
  expect(Math.abs(nowMs() - Number(process.hrtime.bigint()) / 1e6)).toBeLessThan(50)
})
