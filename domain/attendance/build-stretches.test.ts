import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { buildStretches, type LessonFact } from './build-stretches'
import { durationMs } from './spans'
import { LESSON_FACT_KINDS } from './vocabulary'

const ENDED_AT = 180
const facts = (...told: [kind: LessonFact['kind'], atMs: number][]): LessonFact[] =>
  told.map(([kind, atMs], index) => ({ id: `fact-${index}`, kind, atMs }))
const spans = (stretches: { fromMs: number; toMs: number }[]) => stretches.map(({ fromMs, toMs }) => [fromMs, toMs])

describe('stretches of a lesson', () => {
  it.each<[label: string, told: LessonFact[], breaks: number[][], suspensions: number[][]]>([
    ['no facts give none', [], [], []],
    ['a break', facts(['break-started', 50], ['break-ended', 70]), [[50, 70]], []],
    ['a break that nobody ended lasts to the end', facts(['break-started', 50]), [[50, 180]], []],
    ['an end without a beginning is none', facts(['break-ended', 70]), [], []],
    [
      'begun twice is begun once',
      facts(['break-started', 50], ['break-started', 60], ['break-ended', 70]),
      [[50, 70]],
      [],
    ],
    [
      'two breaks',
      facts(['break-started', 50], ['break-ended', 70], ['break-started', 90], ['break-ended', 95]),
      [
        [50, 70],
        [90, 95],
      ],
      [],
    ],
    ['a suspension', facts(['lesson-suspended', 20], ['lesson-resumed', 40]), [], [[20, 40]]],
    ['one that nobody resumed', facts(['lesson-suspended', 20], ['lesson-ended', 180]), [], [[20, 180]]],
    [
      'a break does not end a suspension',
      facts(['lesson-suspended', 20], ['break-started', 30], ['break-ended', 35]),
      [[30, 35]],
      [[20, 180]],
    ],
    ['what opens after the end is none', facts(['break-started', 181]), [], []],
    [
      'a break lasts until an end after which the lesson went on',
      facts(['break-started', 50], ['lesson-ended', 60], ['lesson-live', 64]),
      [[50, 60]],
      [],
    ],
    ['a suspension too', facts(['lesson-suspended', 50], ['lesson-ended', 60], ['lesson-live', 64]), [], [[50, 60]]],
  ])('%s', (_label, told, breaks, suspensions) => {
    const built = buildStretches(told, ENDED_AT)
    expect(spans(built.breaks)).toEqual(breaks)
    expect(spans(built.suspensions)).toEqual(suspensions)
  })

  it.each<[label: string, told: LessonFact[], interruptions: number[][]]>([
    ['a lesson that ended once was not interrupted', facts(['lesson-live', 0], ['lesson-ended', 180]), []],
    [
      'one that went on was, until then',
      facts(['lesson-live', 0], ['lesson-ended', 60], ['lesson-live', 64]),
      [[60, 64]],
    ],
    [
      'twice ended and gone on',
      facts(
        ['lesson-ended', 60],
        ['lesson-live', 64],
        ['lesson-ended', 70],
        ['lesson-live', 71],
        ['lesson-ended', 180],
      ),
      [
        [60, 64],
        [70, 71],
      ],
    ],
  ])('%s', (_label, told, interruptions) => {
    expect(spans(buildStretches(told, ENDED_AT).interruptions)).toEqual(interruptions)
  })

  it('names the facts that open and close a stretch', () => {
    const told = facts(['lesson-suspended', 20], ['lesson-suspended', 25], ['lesson-resumed', 40])
    expect(buildStretches(told, ENDED_AT).suspensions[0]?.factIds).toEqual(['fact-0', 'fact-2'])
  })
})

const anyFact = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...LESSON_FACT_KINDS),
  atMs: fc.integer({ min: 0, max: 200 }),
})
const anyFacts = fc.uniqueArray(anyFact, { selector: (fact) => fact.id, maxLength: 20 })

describe('properties of stretches', () => {
  it('order and duplicates of facts do not matter', () => {
    const shuffled = anyFacts.chain((told) =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
    )
    fc.assert(
      fc.property(shuffled, ([told, again]) => {
        expect(buildStretches(again, ENDED_AT)).toEqual(buildStretches(told, ENDED_AT))
      }),
    )
  })

  it('stretches of one kind are in order and do not overlap', () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        for (const stretches of Object.values(buildStretches(told, ENDED_AT))) {
          expect(stretches).toEqual(stretches.toSorted((one, other) => one.fromMs - other.fromMs))
          expect(durationMs(stretches)).toBe(stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0))
        }
      }),
    )
  })
})
