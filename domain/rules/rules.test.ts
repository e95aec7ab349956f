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
  expect(ruleSetFor('2019-01-01').id).toBe(ruleSetFor('2020-02-01').id)
})

it.each([
  ['the last day without a shortest break', '2025-12-31', 0, Number.POSITIVE_INFINITY],
  ['the first day of breaks of at least a minute, and of late cards', '2026-01-01', 60, 10],
])('%s', (_label, date, seconds, minutes) => {
  const { shortestBreakSeconds, cardToleranceMinutes } = ruleSetFor(date)
  expect([shortestBreakSeconds, cardToleranceMinutes]).toEqual([seconds, minutes])
})
