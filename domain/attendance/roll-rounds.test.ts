import { describe, expect, it } from 'vitest'

import { MINUTE_MS } from '../durations'
import { ruleSetFor } from '../rules/attendance-rules'
import { countedBreaks } from './counted-breaks'
import { rollRounds } from './roll-rounds'
import { arrivalIn, cardMeans, type RollLesson } from './roll-times'

const RULES = ruleSetFor('2026-01-12')
const START = Date.parse('2026-01-12T08:00:00Z')
const at = (minute: number) => START + minute * MINUTE_MS
const span = (from: number, to: number) => ({ fromMs: at(from), toMs: at(to) })
const PLANNED = span(90, 105)
const OPEN = Number.POSITIVE_INFINITY

describe('breaks that count', () => {
  it.each([
    ['no break', [], null, []],
    ['the planned one', [], PLANNED, [PLANNED]],
    ['a held one instead of the planned', [span(60, 70)], PLANNED, [span(60, 70)]],
    ['the planned one after a mistake', [span(2, 2 + 5 / 60)], PLANNED, [PLANNED]],
    ['not one of 59 seconds', [span(10, 10 + 59 / 60)], null, []],
    ['one of a minute', [span(10, 11)], null, [span(10, 11)]],
    [
      'several',
      [span(2, 2.1), span(60, 70), span(120, 120.5), span(130, 140)],
      PLANNED,
      [span(60, 70), span(130, 140)],
    ],
  ])('%s', (_label, held, planned, counted) => {
    expect(countedBreaks({ held, planned }, RULES)).toEqual(counted)
  })

  it('have no shortest length in lessons before the rule', () => {
    const short = span(2, 2 + 5 / 60)
    expect(countedBreaks({ held: [short], planned: null }, ruleSetFor('2025-12-31'))).toEqual([short])
  })
})

describe('rounds of the roll', () => {
  const open = (from: number) => ({ fromMs: at(from), toMs: OPEN })
  it.each([
    ['one without a break', [], null, 100, ['start'], 'start'],
    ['two with a planned break', [], PLANNED, 89, ['start', 'after_break'], 'start'],
    ['the second from the planned break on', [], PLANNED, 90, ['start', 'after_break'], 'after_break'],
    ['two as soon as a break has begun', [open(60)], null, 60, ['start', 'after_break'], 'start'],
    ['the second when it has lasted for a moment', [open(60)], null, 60.2, ['start', 'after_break'], 'after_break'],
    ['one after a mistake', [span(60, 60.1)], null, 61, ['start'], 'start'],
    ['the first again after a mistake', [span(2, 2.1)], PLANNED, 3, ['start', 'after_break'], 'start'],
    ['the second after an early break', [span(60, 70)], PLANNED, 71, ['start', 'after_break'], 'after_break'],
  ])('%s', (_label, held, planned, minute, rounds, turn) => {
    expect(rollRounds({ held, planned }, RULES, at(minute))).toEqual({ rounds, turn })
  })
})

describe('times of the roll', () => {
  const lesson: RollLesson = { startsAtMs: START, endsAtMs: at(180), liveAtMs: START, endedAtMs: null }

  it.each([
    ['inside', 20, null, 20],
    ['before the lesson', -10, null, 0],
    ['in the overrun', 190, null, 190],
    ['after everything', 240, null, 195],
    ['after an early end', 170, 160, 160],
  ])('an arrival %s', (_label, minute, ended, counted) => {
    const endedAtMs = ended === null ? null : at(ended)
    expect(arrivalIn({ ...lesson, endedAtMs }, RULES, at(minute))).toBe(at(counted))
  })

  const breaks = { held: [span(60, 70)], planned: null }
  it.each([
    ['before the start', 'start', 0, -5, 'present'],
    ['at the end of the tolerance', 'start', 0, 10, 'present'],
    ['after it', 'start', 0, 10 + 1 / 60, 'late'],
    ['soon after a lesson that began late', 'start', 20, 29, 'present'],
    ['in the break', 'after_break', 0, 65, 'present'],
    ['soon after the break', 'after_break', 0, 80, 'present'],
    ['long after the break', 'after_break', 0, 81, 'late'],
  ] as const)('a card %s', (_label, round, live, minute, means) => {
    const began = { ...lesson, liveAtMs: at(live) }
    expect(cardMeans({ lesson: began, breaks, round }, RULES, at(minute))).toBe(means)
  })
})
