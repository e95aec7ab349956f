import { expect, it } from 'vitest'

import { ruleSetFor } from './attendance-rules'
import { civicOrientationHours } from './civic-orientation-hours'

it.each([
  ['the last day of sixty hours', '2020-01-31', 60],
  ['the first day of a hundred hours', '2020-02-01', 100],
])('%s', (_label, date, hours) => {
  expect(civicOrientationHours(date)).toBe(hours)
})

it('a lesson before the first rule set is assessed with it', () => {
  expect(ruleSetFor('2019-01-01').id).toBe(ruleSetFor('2026-01-12').id)
})
