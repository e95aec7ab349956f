import fc from 'fast-check'
import { expect, test } from 'vitest'

import { groupByTown, groupInPairs } from './make-groups'

const home = (memberId: string) => ({ memberId, role: 'participant' as const, town: '' })
const classroom = (memberId: string, town: string) => ({ memberId, role: 'classroom' as const, town })

test.each<[string, string[], string[][]]>([
  ['nobody', [], []],
  ['one alone', ['a'], [['a']]],
  ['two', ['a', 'b'], [['a', 'b']]],
  ['three stay together', ['a', 'b', 'c'], [['a', 'b', 'c']]],
  [
    'five',
    ['a', 'b', 'c', 'd', 'e'],
    [
      ['a', 'b'],
      ['c', 'd', 'e'],
    ],
  ],
])('pairs of %s', (_, members, expected) => {
  expect(groupInPairs(members.map(home))).toEqual(expected)
})

test('a classroom is a group', () => {
  expect(groupInPairs([home('a'), home('b'), classroom('r', 'Bjurholm')])).toEqual([['a', 'b'], ['r']])
})

test('by town: those at home are one group', () => {
  const groups = groupByTown([
    home('a'),
    classroom('r', 'Bjurholm'),
    home('b'),
    classroom('s', 'Vindeln'),
    classroom('q', 'Bjurholm'),
  ])
  expect(groups).toEqual([['a', 'b'], ['r', 'q'], ['s']])
})

test('however many there are, everybody is in one group and nobody at home is in a group alone', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }), (members) => {
      const groups = groupInPairs(members.map(home))
      expect(groups.flat().toSorted()).toEqual(members.toSorted())
      if (members.length > 1) expect(Math.min(...groups.map((group) => group.length))).toBeGreaterThan(1)
    }),
  )
})
