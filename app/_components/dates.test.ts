import { describe, expect, test } from 'vitest'

import { UI_LANGUAGES } from '@/domain/languages'

import { formatDate, formatDay, formatInstant, formatLength, formatTime } from './dates'

const at = (instant: string) => Date.parse(instant)

describe("times are those of the region, whatever the machine's time zone", () => {
  test.each([
    ['winter', '2026-11-21T08:30:00Z', '2026-11-21', '09:30'],
    ['summer', '2026-07-01T08:30:00Z', '2026-07-01', '10:30'],
    ['the last minute of winter time', '2027-03-28T00:59:00Z', '2027-03-28', '01:59'],
    ['the first minute of summer time', '2027-03-28T01:00:00Z', '2027-03-28', '03:00'],
    ['the first half past two in October', '2026-10-25T00:30:00Z', '2026-10-25', '02:30'],
    ['the second half past two in October', '2026-10-25T01:30:00Z', '2026-10-25', '02:30'],
    ['midnight belongs to the day that begins', '2026-11-20T23:00:00Z', '2026-11-21', '00:00'],
    ['new year comes an hour before it does in UTC', '2026-12-31T23:30:00Z', '2027-01-01', '00:30'],
  ])('%s', (_, instant, date, time) => {
    expect(formatDate(at(instant))).toBe(date)
    expect(formatTime(at(instant))).toBe(time)
    expect(formatInstant(at(instant))).toBe(`${date} ${time}`)
  })
})

describe('a day in words', () => {
  test.each(UI_LANGUAGES)('has Latin digits and the Gregorian month in %s', (language) => {
    const day = formatDay(at('2026-11-21T23:30:00Z'), language)
    expect(day).toMatch(/22/)
    expect(day).not.toMatch(/[٠-٩]/)
  })

  test('names the weekday in Swedish', () => {
    expect(formatDay(at('2026-11-21T08:00:00Z'), 'sv')).toBe('lördag 21 november')
  })
})

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [9_000, '0:09'],
  [65_000, '1:05'],
  [3_599_000, '59:59'],
  [3_600_000, '1:00:00'],
  [10_598_000, '2:56:38'],
  [-5_000, '0:00'],
])('a duration of %i ms is shown as %s', (ms, expected) => {
  expect(formatLength(ms)).toBe(expected)
})
