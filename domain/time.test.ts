import { describe, expect, it } from 'vitest'

import { addDays, dateOf, daysInPeriod, instantOf, timeOfDayOf, weekdayOf } from './time'

describe('times of the region', () => {
  it.each([
    ['winter time', '2026-01-12', '09:00', '2026-01-12T08:00:00.000Z'],
    ['summer time', '2026-07-01', '09:00', '2026-07-01T07:00:00.000Z'],
    ['the last minute before summer time begins', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['the first minute of summer time', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['a time that comes twice is the earlier one', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['the time after it', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s', (_label, date, timeOfDay, expected) => {
    expect(new Date(instantOf(date, timeOfDay)).toISOString()).toBe(expected)
  })

  it.each(['02:00', '02:30', '02:59'])('%s does not exist when summer time begins', (timeOfDay) => {
    expect(() => instantOf('2026-03-29', timeOfDay)).toThrow(
      expect.objectContaining({ code: 'courses.time-does-not-exist' }),
    )
  })

  it('an instant is read as local date and time', () => {
    const atMs = Date.parse('2026-07-01T22:30:00Z')
    expect([dateOf(atMs), timeOfDayOf(atMs)]).toEqual(['2026-07-02', '00:30'])
  })

  it('dates are counted', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(daysInPeriod('2026-01-01', '2026-12-31')).toBe(365)
    expect(daysInPeriod('2026-01-01', '2026-01-01')).toBe(1)
    expect(weekdayOf('2026-01-12')).toBe(1)
  })
})
