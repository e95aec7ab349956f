import { expect, test } from 'vitest'

import { dedupeKey } from './retryable-messages'

test('a message about one member does not replace one about another', () => {
  const admit = (memberId: string) => dedupeKey('visitor:admit', { memberId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(dedupeKey('visitor:admit', { memberId: 'visitor:1', isAdmitted: false }))
})

test('a hand for one person in a classroom does not replace one for another', () => {
  const raise = (forName: string) => dedupeKey('hand:set', { raised: true, forName })
  expect(raise('Alias Norr')).not.toBe(raise('Alias Söder'))
  expect(raise('Alias Norr')).toBe(dedupeKey('hand:set', { raised: false, forName: 'Alias Norr' }))
})

test('a lowered hand replaces a raised one', () => {
  expect(dedupeKey('hand:set', { raised: false })).toBe(dedupeKey('hand:set', { raised: true }))
})
