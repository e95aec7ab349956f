import { expect, it } from 'vitest'

import { correctMinutes } from './correct-minutes'

const current = {
  plannedMinutes: 60,
  presentMinutes: 10,
  excusedMinutes: 0,
  technicalFailureMinutes: 0,
  absentMinutes: 50,
}
const corrected = (presentMinutes: number, absentMinutes: number) => ({
  presentMinutes,
  absentMinutes,
  excusedMinutes: 0,
  technicalFailureMinutes: 0,
})

it('a correction keeps the planned minutes', () => {
  expect(correctMinutes(current, corrected(40, 20))).toMatchObject({ plannedMinutes: 60, presentMinutes: 40 })
})

it.each([
  ['one minute too many is refused', corrected(40, 21), 'attendance.minutes-exceed-lesson'],
  ['one minute too few is refused', corrected(40, 19), 'attendance.minutes-exceed-lesson'],
  ['what changes nothing is refused', corrected(10, 50), 'attendance.correction-changes-nothing'],
])('%s', (_label, minutes, code) => {
  expect(() => correctMinutes(current, minutes)).toThrow(expect.objectContaining({ code }))
})
