import fc from 'fast-check'
import { expect, test } from 'vitest'

import { hundredthsOfHours, sumOfHundredths } from './claim-hours'

test.each([
  [0, 0],
  [50, 83],
  [55, 92],
  [60, 100],
  [3, 5],
  [9, 15],
  [158, 263],
])('%i minutes are %i hundredths of an hour', (minutes, hundredths) => {
  expect(hundredthsOfHours(minutes)).toBe(hundredths)
})

test('three people of 50 minutes are 2.49 hours, as printed', () => {
  expect(sumOfHundredths(Array.from({ length: 3 }, () => ({ presentMinutes: 50 })))).toBe(249)
})

test('the total is what the printed rows add up to', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 60 }), (minutes) => {
      const printed = minutes.map((one) => (hundredthsOfHours(one) / 100).toFixed(2))
      const added = printed.reduce((total, one) => total + Number(one.replace('.', '')), 0)
      expect(sumOfHundredths(minutes.map((presentMinutes) => ({ presentMinutes })))).toBe(added)
    }),
  )
})
