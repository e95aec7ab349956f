import { describe, expect, it } from 'vitest'

import { planLessons, type WeeklyPattern } from './plan-lessons'

const monday: WeeklyPattern = {
  weekday: 1,
  startsAt: '09:00',
  endsAt: '12:00',
  breakStartsAt: '10:20',
  breakEndsAt: '10:40',
}
const sunday: WeeklyPattern = { weekday: 7, startsAt: '02:30', endsAt: '04:00', breakStartsAt: null, breakEndsAt: null }
const starts = (lessons: { startsAtMs: number }[]) =>
  lessons.map(({ startsAtMs }) => new Date(startsAtMs).toISOString())

describe('lessons from a weekly pattern', () => {
  it('keep their local time across the change to summer time', () => {
    const lessons = planLessons({ patterns: [monday], fromOn: '2026-03-23', untilOn: '2026-03-30', themeParts: [] })
    expect(starts(lessons)).toEqual(['2026-03-23T08:00:00.000Z', '2026-03-30T07:00:00.000Z'])
    expect(lessons[1]?.break).toEqual({
      fromMs: Date.parse('2026-03-30T08:20:00Z'),
      toMs: Date.parse('2026-03-30T08:40:00Z'),
    })
  })

  it('include the first and the last date and nothing outside', () => {
    const plan = (fromOn: string, untilOn: string) =>
      planLessons({ patterns: [monday], fromOn, untilOn, themeParts: [] }).length
    expect([
      plan('2026-01-12', '2026-01-19'),
      plan('2026-01-13', '2026-01-19'),
      plan('2026-01-13', '2026-01-18'),
    ]).toEqual([2, 1, 0])
  })

  it('end on the last day that dates can be written for', () => {
    const lessons = planLessons({ patterns: [monday], fromOn: '9999-12-20', untilOn: '9999-12-31', themeParts: [] })
    expect(starts(lessons)).toEqual(['9999-12-20T08:00:00.000Z', '9999-12-27T08:00:00.000Z'])
  })

  it('are planned for at most four hundred days, however long the period', () => {
    const lessons = planLessons({ patterns: [monday], fromOn: '0001-01-01', untilOn: '9999-12-31', themeParts: [] })
    expect(lessons).toHaveLength(58)
  })

  it('distribute the theme parts in order', () => {
    const lessons = planLessons({ patterns: [monday], fromOn: '2026-01-12', untilOn: '2026-02-02', themeParts: [2, 3] })
    expect(lessons.map(({ themePart }) => themePart)).toEqual([2, 2, 3, 3])
  })

  it('give each theme part a lesson or refuse', () => {
    const plan = (untilOn: string) =>
      planLessons({ patterns: [monday], fromOn: '2026-01-12', untilOn, themeParts: [2, 3] })
    expect(plan('2026-01-19').map(({ themePart }) => themePart)).toEqual([2, 3])
    expect(() => plan('2026-01-18')).toThrow(
      expect.objectContaining({ code: 'courses.more-parts-than-lessons', details: { field: 'themeParts' } }),
    )
  })

  it('refuse a time that does not exist and take the earlier of two', () => {
    const plan = (date: string) => planLessons({ patterns: [sunday], fromOn: date, untilOn: date, themeParts: [] })
    expect(() => plan('2026-03-29')).toThrow(expect.objectContaining({ code: 'courses.time-does-not-exist' }))
    expect(starts(plan('2026-10-25'))).toEqual(['2026-10-25T00:30:00.000Z'])
  })

  it.each<[label: string, change: Partial<WeeklyPattern>, code: string]>([
    ['an end at the start', { endsAt: '09:00' }, 'courses.end-before-start'],
    ['a break at the start', { breakStartsAt: '09:00' }, 'courses.break-outside-lesson'],
    ['a break to the end', { breakEndsAt: '12:00' }, 'courses.break-outside-lesson'],
    ['a break that ends as it begins', { breakEndsAt: '10:20' }, 'courses.break-outside-lesson'],
    ['half a break', { breakEndsAt: null }, 'courses.break-outside-lesson'],
  ])('refuse %s', (_label, change, code) => {
    const patterns = [{ ...monday, ...change }]
    expect(() => planLessons({ patterns, fromOn: '2026-01-12', untilOn: '2026-01-12', themeParts: [] })).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
