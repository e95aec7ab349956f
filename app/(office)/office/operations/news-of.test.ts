import { expect, test } from 'vitest'

import type { Operations, WatchedLesson, WatchedNode } from '@/protocol/operations'

import { newsOf } from './news-of'

const node = (nodeId: string, state: WatchedNode['state']): WatchedNode => ({
  ...{ nodeId, state, region: '', goneAtMs: null, ageMs: 0, packetsPerSecond: 0, loadShare: 0 },
  ...{ workers: [], unreadable: 0, takesFacts: true },
})
const lesson = (
  classrooms: [town: string, isConnected: boolean][],
  phase: WatchedLesson['phase'] = 'live',
): WatchedLesson => ({
  ...{ lessonId: 'l', phase, endpoints: 1, packetsPerSecond: 0, branches: 1, quality: [0, 0, 0, 0] },
  ...{ nodeId: 'a', isMoving: false, groupName: 'G', language: 'ti', communicatorName: 'M', hostName: 'U' },
  classrooms: classrooms.map(([town, isConnected]) => ({ town, isConnected, quality: 3 })),
})
const at = (nodes: WatchedNode[], lessons: WatchedLesson[] = []): Operations => ({
  ...{ atMs: 0, nodes, lessons },
  others: { lessons: 0, endpoints: 0, packetsPerSecond: 0 },
  setAside: { number: 0, newest: [] },
})

test.each([
  ['a node that is lost', 'alive', 'lost', [{ what: 'nodeLost', name: 'a' }]],
  ['a node that was being emptied and is lost', 'draining', 'lost', [{ what: 'nodeLost', name: 'a' }]],
  ['a node that comes back', 'lost', 'alive', [{ what: 'nodeBack', name: 'a' }]],
  ['a node that ends in good order', 'draining', 'left', []],
  ['a node that is still lost', 'lost', 'lost', []],
] as const)('%s', (_, before, now, news) => {
  expect(newsOf(at([node('a', before)]), at([node('a', now)]))).toEqual(news)
})

test('a node that was lost before the page was opened is not news', () => {
  expect(newsOf(at([]), at([node('a', 'lost')]))).toEqual([])
})

const room = { name: 'Bjurholm', group: 'G' }
test.each([
  [
    'a classroom whose line breaks',
    lesson([['Bjurholm', true]]),
    lesson([['Bjurholm', false]]),
    [{ what: 'roomGone', ...room }],
  ],
  ['a classroom that is not there any more', lesson([['Bjurholm', true]]), lesson([]), [{ what: 'roomGone', ...room }]],
  [
    'a classroom that comes back',
    lesson([['Bjurholm', false]]),
    lesson([['Bjurholm', true]]),
    [{ what: 'roomBack', ...room }],
  ],
  ['a classroom that leaves a lesson that is over', lesson([['Bjurholm', true]]), lesson([], 'ended'), []],
  [
    'one of two classrooms of a town',
    lesson([
      ['Bjurholm', true],
      ['Bjurholm', true],
    ]),
    lesson([['Bjurholm', true]]),
    [{ what: 'roomGone', ...room }],
  ],
  ['a classroom that comes for the first time', lesson([]), lesson([['Bjurholm', true]]), []],
] as const)('%s', (_, before, now, news) => {
  expect(newsOf(at([], [before]), at([], [now]))).toEqual(news)
})

test('a lesson that has ended misses no classroom', () => {
  expect(newsOf(at([], [lesson([['Bjurholm', true]])]), at([]))).toEqual([])
})
