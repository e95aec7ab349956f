import { describe, expect, test } from 'vitest'

import type { PeerState } from '@/protocol/server-messages'

import { FIRST_SNAPSHOT, type RoomSnapshot } from './room-snapshot'
import { situationOf, type Situation } from './situation'

const communicator: PeerState = {
  peerId: '00000000-0000-4000-8000-000000000001',
  role: 'communicator',
  displayName: 'Sara',
  language: 'ti',
  headcount: null,
  handRaisedAtMs: null,
  hasFloor: false,
  isMediaUp: true,
  isConnected: true,
}
const live: RoomSnapshot = {
  ...FIRST_SNAPSHOT,
  phase: 'in',
  line: 'up',
  media: 'up',
  peers: [communicator],
  lesson: { phase: 'live', liveAtMs: 1 },
}

const CASES: [string, Partial<RoomSnapshot>, Situation][] = [
  ['a page that has just opened is connecting', { phase: 'connecting' }, 'connecting'],
  ['before the tap she stands in the lobby', { phase: 'lobby' }, 'lobby'],
  ['before the communicator begins she waits', { lesson: { phase: 'waiting', liveAtMs: null } }, 'waiting'],
  ['the lesson is live', {}, 'live'],
  [
    'a communicator whose line is lost is away',
    { peers: [{ ...communicator, isConnected: false }] },
    'communicator-away',
  ],
  ['a communicator who is not there is away', { peers: [] }, 'communicator-away'],
  ['her own lost line matters more than the communicator', { line: 'lost', peers: [] }, 'line-lost'],
  ['lost media matter more than the communicator', { media: 'lost', peers: [] }, 'media-lost'],
  ['a network that blocks media is said so', { media: 'blocked' }, 'media-blocked'],
  [
    'an ended lesson is ended whatever the line does',
    { line: 'lost', lesson: { phase: 'ended', liveAtMs: 1 } },
    'ended',
  ],
  ['another window has taken the place', { closed: { reason: 'replaced' } }, 'replaced'],
]

describe('the situation of a person in a lesson', () => {
  test.each(CASES)('%s', (_, change, expected) => {
    expect(situationOf({ ...live, ...change })).toBe(expected)
  })
})
