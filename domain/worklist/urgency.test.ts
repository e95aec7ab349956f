import { describe, expect, it } from 'vitest'

import { daysUntil, urgencyOf } from './urgency'

/** Half past midnight on Friday 27 November in the region, still Thursday in UTC. */
const NOW_MS = Date.parse('2026-11-26T23:30:00Z')

describe('an item of the worklist', () => {
  it.each([
    ['2026-11-26T22:30:00Z', 'late', -1],
    ['2026-11-26T23:00:00Z', 'today', 0],
    ['2026-11-27T22:59:00Z', 'today', 0],
    ['2026-11-27T23:00:00Z', 'this-week', 1],
    ['2026-12-03T22:59:00Z', 'this-week', 6],
    ['2026-12-03T23:00:00Z', null, 7],
  ])('that is due at %s is %s', (due, urgency, days) => {
    expect(urgencyOf(Date.parse(due), NOW_MS)).toBe(urgency)
    expect(daysUntil(Date.parse(due), NOW_MS)).toBe(days)
  })

  it('counts days over the hour that summer time takes', () => {
    expect(daysUntil(Date.parse('2026-03-30T08:00:00Z'), Date.parse('2026-03-28T08:00:00Z'))).toBe(2)
  })
})
