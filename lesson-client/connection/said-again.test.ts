import { expect, test } from 'vitest'

import { aboutWhat } from './said-again'

test('what is said of one seat does not replace what was said of another', () => {
  const admit = (seatId: string) => aboutWhat('door:admit', { seatId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(aboutWhat('door:admit', { seatId: 'visitor:1', isAdmitted: false }))
})

test('a hand that is taken down replaces one that was raised', () => {
  expect(aboutWhat('hand:set', { raised: false })).toBe(aboutWhat('hand:set', { raised: true }))
})
