import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ruleSetFor } from '../rules/attendance-rules'
import { buildIntervals, type PresenceFact } from './build-intervals'
import { durationMs } from './spans'
import { PRESENCE_KINDS } from './vocabulary'

const rules = ruleSetFor('2026-01-12')
const facts = (...told: [peerId: string, kind: PresenceFact['kind'], seconds: number][]): PresenceFact[] =>
  told.map(([peerId, kind, seconds], index) => ({ id: `fact-${index}`, peerId, kind, atMs: seconds * 1000 }))
const seconds = (told: PresenceFact[]) =>
  buildIntervals(told, rules).map(({ fromMs, toMs }) => [fromMs / 1000, toMs / 1000])

describe('intervals of presence', () => {
  it.each<[label: string, told: PresenceFact[], expected: number[][]]>([
    ['no facts give none', [], []],
    ['joined without media does not count', facts(['a', 'joined', 0], ['a', 'seen', 60], ['a', 'left', 90]), []],
    ['media up to left', facts(['a', 'joined', 0], ['a', 'media-up', 5], ['a', 'left', 600]), [[5, 600]]],
    ['media up to media down', facts(['a', 'media-up', 5], ['a', 'media-down', 300], ['a', 'left', 600]), [[5, 300]]],
    [
      'a missing left closes at the last seen',
      facts(['a', 'media-up', 0], ['a', 'seen', 60], ['a', 'seen', 120]),
      [[0, 120]],
    ],
    ['media up alone gives no time', facts(['a', 'media-up', 5]), []],
    [
      'a gap of the tolerance is joined',
      facts(['a', 'media-up', 0], ['a', 'left', 100], ['b', 'media-up', 220], ['b', 'left', 300]),
      [[0, 300]],
    ],
    [
      'a gap over the tolerance is not',
      facts(['a', 'media-up', 0], ['a', 'left', 100], ['b', 'media-up', 221], ['b', 'left', 300]),
      [
        [0, 100],
        [221, 300],
      ],
    ],
    [
      'one device inside the time of another counts once',
      facts(['a', 'media-up', 0], ['b', 'media-up', 100], ['b', 'left', 200], ['a', 'left', 400]),
      [[0, 400]],
    ],
    [
      'a peer that comes up again after going down',
      facts(['a', 'media-up', 0], ['a', 'media-down', 10], ['a', 'media-up', 400], ['a', 'seen', 460]),
      [
        [0, 10],
        [400, 460],
      ],
    ],
  ])('%s', (_label, told, expected) => {
    expect(seconds(told)).toEqual(expected)
  })

  it('names the facts that open and close an interval', () => {
    const told = facts(['a', 'media-up', 0], ['a', 'seen', 60], ['a', 'left', 100])
    expect(buildIntervals(told, rules)[0]?.factIds).toEqual(['fact-0', 'fact-2'])
  })
})

const anyFact = fc.record({
  id: fc.uuid(),
  peerId: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom(...PRESENCE_KINDS),
  atMs: fc.integer({ min: 0, max: 3_600_000 }),
})
const anyFacts = fc.uniqueArray(anyFact, { selector: (fact) => fact.id, maxLength: 30 })

describe('properties of intervals', () => {
  it('order and duplicates of facts do not matter', () => {
    const shuffled = anyFacts.chain((told) =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
    )
    fc.assert(
      fc.property(shuffled, ([told, again]) => {
        expect(buildIntervals(again, rules)).toEqual(buildIntervals(told, rules))
      }),
    )
  })

  it('another device never reduces presence, and the same time on two devices counts once', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (one, other) => {
        const second = other.map((fact) => ({ ...fact, id: `${fact.id}-2`, peerId: `${fact.peerId}-2` }))
        const before = durationMs(buildIntervals(one, rules))
        expect(durationMs(buildIntervals([...one, ...second], rules))).toBeGreaterThanOrEqual(before)
        const copy = one.map((fact) => ({ ...fact, id: `${fact.id}-2`, peerId: `${fact.peerId}-2` }))
        expect(durationMs(buildIntervals([...one, ...copy], rules))).toBe(before)
      }),
    )
  })

  it('intervals are in order and further apart than the tolerance', () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        const intervals = buildIntervals(told, rules)
        intervals.slice(1).forEach((interval, index) => {
          expect(interval.fromMs - (intervals[index]?.toMs ?? 0)).toBeGreaterThan(0)
        })
      }),
    )
  })
})
