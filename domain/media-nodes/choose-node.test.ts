import { expect, test } from 'vitest'

import { chooseNode, regionOf, type PlaceableNode } from './choose-node'

const node = (nodeId: string, given: Partial<PlaceableNode> = {}): PlaceableNode => ({
  ...{ nodeId, region: '', isDraining: false, isAlive: true, packetsPerSecond: 0, capacity: 1_000 },
  ...given,
})

test.each([
  ['nobody is there', [], null],
  ['the least loaded', [node('a', { packetsPerSecond: 500 }), node('b', { packetsPerSecond: 100 })], 'b'],
  [
    'load is a share of what a node can',
    [node('a', { packetsPerSecond: 500, capacity: 5_000 }), node('b', { packetsPerSecond: 300 })],
    'a',
  ],
  ['the nearer one, though it has more to do', [node('a'), node('b', { region: '24', packetsPerSecond: 599 })], 'b'],
  ['another when the nearer one is busy', [node('a'), node('b', { region: '24', packetsPerSecond: 600 })], 'a'],
  ['none that is lost', [node('a', { isAlive: false }), node('b', { packetsPerSecond: 900 })], 'b'],
  [
    'none that is being emptied',
    [node('a', { isDraining: true, region: '24' }), node('b', { packetsPerSecond: 900 })],
    'b',
  ],
  [
    'one that is being emptied when there is no other',
    [node('a', { isDraining: true }), node('b', { isAlive: false })],
    'a',
  ],
  ['only lost ones', [node('a', { isAlive: false })], null],
  ['the same one for the same nodes', [node('b'), node('a')], 'a'],
] as const)('%s', (_, nodes, expected) => {
  expect(chooseNode(nodes, '24')).toBe(expected)
})

test('a county is the first two digits of its municipalities', () => {
  expect(regionOf('2480')).toBe('24')
})
