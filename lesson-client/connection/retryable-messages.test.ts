import { expect, test } from 'vitest'

import { dedupeKey } from './retryable-messages'

test('a message about one member does not replace one about another', () => {
  const admit = (memberId: string) => dedupeKey('visitor:admit', { memberId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(dedupeKey('visitor:admit', { memberId: 'visitor:1', isAdmitted: false }))
})

test('a lowered hand replaces a raised one', () => {
  expect(dedupeKey('hand:set', { raised: false })).toBe(dedupeKey('hand:set', { raised: true }))
})
