import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ruleSetFor } from '../rules/attendance-rules'
import { assessAttendance, type RollEntry, type TaughtLesson } from './assess-attendance'
import { durationMs } from './spans'
import { ROLL_MARKS, ROLL_ROUNDS } from './vocabulary'

const rules = ruleSetFor('2026-01-12')
const minute = (value: number) => value * 60_000

/** Planned 0 to 180 with a break from 80 to 100, taught as planned: halves of 80 minutes. */
const lesson: TaughtLesson = {
  startsAtMs: 0,
  endsAtMs: minute(180),
  breaks: [{ fromMs: minute(80), toMs: minute(100) }],
  suspensions: [],
  interruptions: [],
  liveAtMs: 0,
  endedAtMs: minute(180),
}
const device = (from: number, to: number) => ({ fromMs: minute(from), toMs: minute(to), factIds: [`${from}`, `${to}`] })
const span = (from: number, to: number) => ({ fromMs: minute(from), toMs: minute(to) })
const mark = (round: RollEntry['round'], value: RollEntry['mark'], more: Partial<RollEntry> = {}): RollEntry => ({
  id: round === 'start' ? 1 : 2,
  round,
  mark: value,
  arrivedAtMs: null,
  ...more,
})

type Row = {
  label: string
  lesson?: Partial<TaughtLesson>
  intervals?: ReturnType<typeof device>[]
  roll?: RollEntry[]
  /** Planned, present, excused, technical failure, absent. */
  expected: [number, number, number, number, number]
}

const rows: Row[] = [
  { label: 'no device and no mark is absent', expected: [160, 0, 0, 0, 160] },
  { label: 'a device all the time, the break taken off', intervals: [device(-5, 200)], expected: [160, 160, 0, 0, 0] },
  { label: 'a device in the break only', intervals: [device(80, 100)], expected: [160, 0, 0, 0, 160] },
  {
    label: 'the minutes after an end that was a mistake are taught to nobody',
    lesson: { interruptions: [span(40, 45)] },
    intervals: [device(0, 180)],
    expected: [155, 155, 0, 0, 0],
  },
  {
    label: 'an interruption begins no second half',
    lesson: { breaks: [], interruptions: [span(40, 45)] },
    roll: [mark('start', 'present')],
    expected: [175, 175, 0, 0, 0],
  },
  {
    label: 'present in the first round covers the first half',
    roll: [mark('start', 'present')],
    expected: [160, 80, 0, 0, 80],
  },
  {
    label: 'present in the second covers the second',
    roll: [mark('after_break', 'present')],
    expected: [160, 80, 0, 0, 80],
  },
  {
    label: 'late counts from the arrival',
    roll: [mark('start', 'late', { arrivedAtMs: minute(20) }), mark('after_break', 'present')],
    expected: [160, 140, 0, 0, 20],
  },
  {
    label: 'late without an arrival gives nothing',
    roll: [mark('start', 'late')],
    expected: [160, 0, 0, 0, 160],
  },
  { label: 'excused', roll: [mark('start', 'excused'), mark('after_break', 'present')], expected: [160, 80, 80, 0, 0] },
  { label: 'technical failure', roll: [mark('after_break', 'technical_failure')], expected: [160, 0, 0, 80, 80] },
  {
    label: 'a device wins over a mark of absence',
    intervals: [device(0, 30)],
    roll: [mark('start', 'absent'), mark('after_break', 'absent')],
    expected: [160, 30, 0, 0, 130],
  },
  {
    label: 'excused for what the device does not cover',
    intervals: [device(0, 30)],
    roll: [mark('start', 'excused')],
    expected: [160, 30, 50, 0, 80],
  },
  {
    label: 'device and roll over the same time count once',
    intervals: [device(0, 80)],
    roll: [mark('start', 'present')],
    expected: [160, 80, 0, 0, 80],
  },
  {
    label: 'the latest mark of a round counts',
    roll: [mark('start', 'present', { id: 7 }), mark('start', 'absent', { id: 3 })],
    expected: [160, 80, 0, 0, 80],
  },
  {
    label: 'without a break the first round covers all',
    lesson: { breaks: [] },
    roll: [mark('start', 'present'), mark('after_break', 'absent')],
    expected: [180, 180, 0, 0, 0],
  },
  {
    label: 'live late shortens it',
    lesson: { liveAtMs: minute(10) },
    intervals: [device(0, 180)],
    expected: [150, 150, 0, 0, 0],
  },
  {
    label: 'live early does not count',
    lesson: { liveAtMs: minute(-10) },
    intervals: [device(-10, 80)],
    expected: [160, 80, 0, 0, 80],
  },
  {
    label: 'overrun within the tolerance counts',
    lesson: { endedAtMs: minute(195) },
    intervals: [device(0, 195)],
    expected: [175, 175, 0, 0, 0],
  },
  {
    label: 'overrun beyond it does not',
    lesson: { endedAtMs: minute(196) },
    intervals: [device(0, 196)],
    expected: [175, 175, 0, 0, 0],
  },
  {
    label: 'ended before the break leaves the first half',
    lesson: { endedAtMs: minute(40) },
    roll: [mark('start', 'present'), mark('after_break', 'present')],
    expected: [40, 40, 0, 0, 0],
  },
  {
    label: 'live after the break leaves the second half',
    lesson: { liveAtMs: minute(110) },
    roll: [mark('start', 'present')],
    expected: [70, 0, 0, 0, 70],
  },
  {
    label: 'the second round covers everything after the first of two breaks',
    lesson: { breaks: [span(30, 40), span(100, 120)] },
    roll: [mark('start', 'present'), mark('after_break', 'excused')],
    expected: [150, 30, 120, 0, 0],
  },
  {
    label: 'a suspension is technical failure for somebody absent',
    lesson: { suspensions: [device(120, 140)] },
    expected: [160, 0, 0, 20, 140],
  },
  {
    label: 'and for somebody present by device and roll',
    lesson: { suspensions: [device(120, 140)] },
    intervals: [device(0, 180)],
    roll: [mark('start', 'present'), mark('after_break', 'present')],
    expected: [160, 140, 0, 20, 0],
  },
  {
    label: 'a suspension that reaches into the break takes only teaching time',
    lesson: { suspensions: [device(70, 90)] },
    roll: [mark('start', 'present'), mark('after_break', 'present')],
    expected: [160, 150, 0, 10, 0],
  },
  {
    label: 'late within a suspension counts from its end',
    lesson: { suspensions: [device(10, 30)] },
    roll: [mark('start', 'late', { arrivedAtMs: minute(20) })],
    expected: [160, 50, 0, 20, 90],
  },
]

describe('attendance of a person in a lesson', () => {
  it.each(rows)('$label', ({ lesson: changed, intervals = [], roll = [], expected }) => {
    const result = assessAttendance({ ...lesson, ...changed }, { intervals, roll }, rules)
    expect([
      result.plannedMinutes,
      result.presentMinutes,
      result.excusedMinutes,
      result.technicalFailureMinutes,
      result.absentMinutes,
    ]).toEqual(expected)
  })

  it('lists the spans that explain every minute', () => {
    const roll = [mark('start', 'late', { arrivedAtMs: minute(20) })]
    expect(assessAttendance(lesson, { intervals: [device(100, 180)], roll }, rules).pieces).toEqual([
      { fromMs: 0, toMs: minute(20), what: 'uncovered', counted: 'absent', rollMarkId: 1 },
      { fromMs: minute(20), toMs: minute(80), what: 'roll', rollMarkId: 1, mark: 'late' },
      { fromMs: minute(100), toMs: minute(180), what: 'device', factIds: ['100', '180'] },
    ])
  })
})

const time = fc.integer({ min: 0, max: minute(200) })
const anyInterval = fc
  .tuple(time, time, fc.uuid())
  .map(([one, other, id]) => ({ fromMs: Math.min(one, other), toMs: Math.max(one, other), factIds: [id] }))
const anyIntervals = fc.array(anyInterval, { maxLength: 6 })
const anyRoll = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    round: fc.constantFrom(...ROLL_ROUNDS),
    mark: fc.constantFrom(...ROLL_MARKS),
    arrivedAtMs: fc.option(time),
  }),
  { maxLength: 4 },
)
const anyLesson = fc.tuple(time, time, fc.boolean(), anyIntervals).map(([one, other, hasBreak, suspensions]) => ({
  ...lesson,
  breaks: hasBreak ? lesson.breaks : [],
  liveAtMs: Math.min(one, other),
  endedAtMs: Math.max(one, other),
  suspensions,
}))

describe('properties of attendance', () => {
  it('the minutes add up to the planned ones and present never exceeds them', () => {
    fc.assert(
      fc.property(anyLesson, anyIntervals, anyRoll, (taught, intervals, roll) => {
        const result = assessAttendance(taught, { intervals, roll }, rules)
        const { presentMinutes, excusedMinutes, technicalFailureMinutes, absentMinutes, plannedMinutes } = result
        expect(presentMinutes + excusedMinutes + technicalFailureMinutes + absentMinutes).toBe(plannedMinutes)
        expect(Math.min(presentMinutes, excusedMinutes, technicalFailureMinutes, absentMinutes)).toBeGreaterThanOrEqual(
          0,
        )
        expect(durationMs(result.pieces) / 60_000).toBeCloseTo(plannedMinutes, -1)
      }),
    )
  })

  it('more presence never gives fewer present minutes', () => {
    fc.assert(
      fc.property(anyLesson, anyIntervals, anyInterval, anyRoll, (taught, intervals, more, roll) => {
        const before = assessAttendance(taught, { intervals, roll }, rules).presentMinutes
        const after = assessAttendance(taught, { intervals: [...intervals, more], roll }, rules).presentMinutes
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('a suspended minute is never present, excused or absent', () => {
    fc.assert(
      fc.property(anyLesson, anyIntervals, anyRoll, (taught, intervals, roll) => {
        const whole = [{ fromMs: 0, toMs: minute(200), factIds: ['lost'] }]
        const result = assessAttendance({ ...taught, suspensions: whole }, { intervals, roll }, rules)
        expect(result.technicalFailureMinutes).toBe(result.plannedMinutes)
      }),
    )
  })

  it('assessing twice gives the same', () => {
    fc.assert(
      fc.property(anyLesson, anyIntervals, anyRoll, (taught, intervals, roll) => {
        const presence = { intervals, roll }
        expect(assessAttendance(taught, presence, rules)).toEqual(assessAttendance(taught, presence, rules))
      }),
    )
  })
})
