import { expect, test } from 'vitest'

import type { LessonRole } from '@/domain/live-lesson/roles'
import { EMPTY_LIVE_VIEW, type LiveView, type QuestionView } from '@/domain/live-lesson/view'
import type { PeerState } from '@/protocol/server-messages'
import { earconOf, type Earcon } from './earcon'
import { FIRST_SNAPSHOT, type LessonSnapshot } from './lesson-snapshot'

const hand = { memberId: 'anna', town: '', displayName: 'Anna', atMs: 5 }
const lesson = { ...EMPTY_LIVE_VIEW.lesson, phase: 'live' as const }
const question = (questionId: string, isOpen = true) => ({ question: { questionId, isOpen } as QuestionView })

function inLesson(role: LessonRole, live: Partial<LiveView> = {}, hasFloor = false): LessonSnapshot {
  return {
    ...FIRST_SNAPSHOT,
    ...{ phase: 'in', connection: 'up', media: 'up', selfId: 'me' },
    peers: [{ peerId: 'me', memberId: 'me', role, hasFloor } as PeerState],
    live: { ...EMPTY_LIVE_VIEW, lesson, ...live },
  }
}
const participant = inLesson('participant')
const withFloor = inLesson('participant', {}, true)
const lost: LessonSnapshot = { ...participant, connection: 'lost' }
const silent: LessonSnapshot = { ...participant, media: 'lost' }

const interpreting = (isOffered: boolean, speaking = 'zarmina'): LessonSnapshot => {
  const list = [{ language: 'ps', speaking, isHeard: true, isOffered, interpreters: 2 }]
  const snapshot = inLesson('interpreter', { channels: { ...EMPTY_LIVE_VIEW.channels, list } })
  return { ...snapshot, peers: snapshot.peers.map((peer) => ({ ...peer, language: 'ps' })) }
}

const CASES: [string, LessonSnapshot, LessonSnapshot, Earcon | null][] = [
  ['a participant who enters', { ...participant, phase: 'pre-join' }, participant, 'entered'],
  ['one who enters with the floor', FIRST_SNAPSHOT, withFloor, 'entered'],
  ['one whose turn it is', participant, withFloor, 'floor'],
  ['one whose turn is over', withFloor, participant, null],
  ['one whose line is lost', participant, lost, 'trouble'],
  ['one whose media is lost too', lost, { ...lost, media: 'lost' }, null],
  ['one whose media is lost', participant, silent, 'trouble'],
  ['one whose line is back', lost, participant, null],
  ['a hand, to another participant', participant, inLesson('participant', { hands: [hand] }), null],
  ['a hand, to the communicator', inLesson('communicator'), inLesson('communicator', { hands: [hand] }), 'hand'],
  ['a hand that goes down', inLesson('communicator', { hands: [hand] }), inLesson('communicator'), null],
  ['hands that were up before the page opened', FIRST_SNAPSHOT, inLesson('communicator', { hands: [hand] }), null],
  [
    'somebody at the door',
    inLesson('communicator'),
    inLesson('communicator', { waitingRoom: { isLocked: true, waiting: [hand] } }),
    'hand',
  ],
  ['an interpreter who is to take over', interpreting(false), interpreting(true), 'asked'],
  ['one who offers', interpreting(false, 'me'), interpreting(true, 'me'), null],
  ['a question, to a host', inLesson('host'), inLesson('host', question('q1')), 'asked'],
  ['a question that closes', inLesson('host', question('q1')), inLesson('host', question('q1', false)), null],
  ['a question, to a classroom’s screen', inLesson('classroom'), inLesson('classroom', question('q1')), null],
]

test.each(CASES)('%s', (_, before, after, earcon) => {
  expect(earconOf(before, after)).toBe(earcon)
})
