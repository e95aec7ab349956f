import fc from 'fast-check'
import { expect, it } from 'vitest'

import { nextCheck } from './next-check'

const at = (time: string) => Date.parse(`2026-01-12T${time}:00+01:00`)
const NEVER = { lastAtMs: null, nextLessonStartsAtMs: null, jitter: 0.5 }

it.each([
  ['in the evening: next night', at('20:00'), {}, Date.parse('2026-01-13T03:30:00+01:00'), 'night'],
  ['before the night', at('02:00'), {}, at('03:30'), 'night'],
  ['in the night, before its minute', at('03:10'), {}, at('03:30'), 'night'],
  ['in the night, after its minute', at('03:45'), {}, at('03:45'), 'night'],
  ['at the end of the night', at('04:00'), {}, Date.parse('2026-01-13T03:30:00+01:00'), 'night'],
  [
    'in the night, done already',
    at('03:45'),
    { lastAtMs: at('03:31') },
    Date.parse('2026-01-13T03:30:00+01:00'),
    'night',
  ],
  ['before a lesson', at('08:00'), { nextLessonStartsAtMs: at('09:00') }, at('08:27'), 'before-lesson'],
  ['just before a lesson', at('08:28'), { nextLessonStartsAtMs: at('09:00') }, at('08:28'), 'before-lesson'],
  [
    'before a lesson, done already',
    at('08:28'),
    { nextLessonStartsAtMs: at('09:00'), lastAtMs: at('08:27') },
    Date.parse('2026-01-13T03:30:00+01:00'),
    'night',
  ],
  [
    'too late before a lesson',
    at('08:29'),
    { nextLessonStartsAtMs: at('09:00') },
    Date.parse('2026-01-13T03:30:00+01:00'),
    'night',
  ],
])('%s', (_label, nowMs, known, atMs, reason) => {
  expect(nextCheck({ ...NEVER, ...known, nowMs })).toEqual({ atMs, reason })
})

it('the next check is never in the past and never more than a day and an hour ahead', () => {
  const time = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') })
  fc.assert(
    fc.property(
      time,
      fc.option(time),
      fc.option(time),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (nowMs, last, lesson, jitter) => {
        const { atMs } = nextCheck({ nowMs, lastAtMs: last, nextLessonStartsAtMs: lesson, jitter })
        expect(atMs).toBeGreaterThanOrEqual(nowMs)
        expect(atMs - nowMs).toBeLessThanOrEqual(26 * 3_600_000)
      },
    ),
  )
})
