import { expect, expectTypeOf, test } from 'vitest'
import type * as z from 'zod'

import { liveState, readLiveState } from '@/protocol/live-state'
import { NEW_LIVE_STATE, type LiveState } from '@/domain/live-lesson/state'
import type { LiveView, QuestionOutcome } from '@/domain/live-lesson/view'

import { questionOutcome, type liveView } from './live-view'

const ANNA = 'anna000000000000'
const ROOM = 'rooma00000000000'
const MATERIAL = '11111111-1111-4111-8111-111111111111'
const STROKE = { strokeId: '22222222-2222-4222-8222-222222222222', colour: 'ink', points: [1, 2] }

/** A lesson as a media server of protocol version 2 wrote it to its journal. */
const VERSION_2 = {
  seq: 41,
  lesson: { phase: 'live', liveAtMs: 1_000, breakTime: null, absence: null },
  suspendAfterMs: 600_000,
  plan: null,
  floor: [ANNA],
  hands: [{ seatId: ROOM, town: 'Bjurholm', displayName: 'Bjurholm', atMs: 5 }],
  turns: { Bjurholm: 2 },
  slide: { materialId: MATERIAL, pageCount: 3, page: 2, isBlack: false },
  strokes: { [`${MATERIAL}/2`]: [STROKE] },
  signs: [{ seatId: ANNA, town: '', sign: 'slower', atMs: 6 }],
  lanes: { mode: 'simultaneous', interpreters: { ti: [ANNA] }, sounding: [ANNA], chosen: { [ROOM]: 'ti' } },
  question: null,
  chat: {
    mode: 'open',
    messages: [
      {
        ...{ messageId: '33333333-3333-4333-8333-333333333333', seatId: ANNA, displayName: 'Anna' },
        ...{ text: 'Hej', atMs: 7, isToCommunicator: false },
      },
    ],
  },
  groups: null,
  isLocked: true,
  waiting: [{ seatId: ANNA, displayName: 'Anna', atMs: 8 }],
  known: [ANNA, ROOM],
  removed: [],
  muted: [ANNA],
  camerasStopped: [],
  left: [{ seatId: ROOM, displayName: 'Bjurholm', atMs: 9 }],
  heard: { [ROOM]: 10 },
  recording: null,
}

test('a lesson of protocol version 2 is read completely, under the present names', () => {
  const read = readLiveState(VERSION_2)
  expect(read?.forgotten).toEqual([])
  expect(read?.state).toMatchObject({
    hands: [{ memberId: ROOM, town: 'Bjurholm', displayName: 'Bjurholm', atMs: 5 }],
    reactions: [{ memberId: ANNA, town: '', reaction: 'slower', atMs: 6 }],
    slide: { materialId: MATERIAL, slideCount: 3, slideNumber: 2, isBlack: false },
    strokes: VERSION_2.strokes,
    channels: VERSION_2.lanes,
    chat: { messages: [{ memberId: ANNA, text: 'Hej' }] },
    waiting: [{ memberId: ANNA, displayName: 'Anna', atMs: 8 }],
    departed: [{ memberId: ROOM, displayName: 'Bjurholm', atMs: 9 }],
    ...{ seq: 41, floor: [ANNA], known: [ANNA, ROOM], muted: [ANNA], heard: { [ROOM]: 10 }, isLocked: true },
  })
})

test('an unreadable slice is as in a new lesson, and a state without a phase is null', () => {
  const read = readLiveState({ ...VERSION_2, hands: 'raised' })
  expect(read?.forgotten).toEqual(['hands'])
  expect(read?.state).toMatchObject({ hands: [], floor: [ANNA] })
  expect(readLiveState({ ...NEW_LIVE_STATE, lesson: { phase: 'paused' } })).toBeNull()
  expect(readLiveState(null)).toBeNull()
  expect(readLiveState([])).toBeNull()
})

test('an answer in an outbox of version 2 is read', () => {
  const asked = {
    ...{ questionId: MATERIAL, text: 'Ja?', kind: 'single', isAnonymous: false, correct: [] },
    choices: [
      { text: '', picture: 'yes' },
      { text: '', picture: 'no' },
    ],
  }
  const outcome = { asked, answered: 1, totals: [1, 0], named: [{ seatId: ANNA, choices: [0] }] }
  expect(questionOutcome.parse(outcome).named).toEqual([{ memberId: ANNA, choices: [0] }])
})

test('schemas and types of the live lesson are the same', () => {
  expectTypeOf<z.infer<typeof liveView>>().toExtend<LiveView>()
  expectTypeOf<LiveView>().toExtend<z.infer<typeof liveView>>()
  expectTypeOf<z.infer<typeof liveState>>().toExtend<LiveState>()
  expectTypeOf<LiveState>().toExtend<z.infer<typeof liveState>>()
  expectTypeOf<QuestionOutcome>().toExtend<z.infer<typeof questionOutcome>>()
  expect(liveState.parse(NEW_LIVE_STATE)).toEqual(NEW_LIVE_STATE)
})
