import { expect, test } from 'vitest'

import { dedupeKey } from './retryable-messages'

test('what is said of one member does not replace what was said of another', () => {
  const admit = (memberId: string) => dedupeKey('visitor:admit', { memberId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(dedupeKey('visitor:admit', { memberId: 'visitor:1', isAdmitted: false }))
})

test('a hand that is taken down replaces one that was raised', () => {
  expect(dedupeKey('hand:set', { raised: false })).toBe(dedupeKey('hand:set', { raised: true }))
})
