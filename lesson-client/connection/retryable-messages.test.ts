import { expect, test } from 'vitest'

import { dedupeKey } from './retryable-messages'

test('what is said of one seat does not replace what was said of another', () => {
  const admit = (seatId: string) => dedupeKey('door:admit', { seatId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(dedupeKey('door:admit', { seatId: 'visitor:1', isAdmitted: false }))
})

test('a hand that is taken down replaces one that was raised', () => {
  expect(dedupeKey('hand:set', { raised: false })).toBe(dedupeKey('hand:set', { raised: true }))
})
