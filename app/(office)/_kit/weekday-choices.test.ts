import { expect, test } from 'vitest'

import { weekdayChoices } from './weekday-choices'

test('the week begins on Monday', () => {
  const choices = weekdayChoices('sv')
  expect(choices[0]).toEqual({ value: '1', label: 'måndag' })
  expect(choices[6]).toEqual({ value: '7', label: 'söndag' })
})
