import fc from 'fast-check'
import { expect, test } from 'vitest'

import { idOf, LIVE_EVENT, question } from '@/tests/factories/live-events'

import { effectsOf, type Effect } from './effects'
import type { LiveEvent } from './events'
import { reduce } from './reduce'
import { NEW_LIVE_STATE, type LiveState } from './state'

const started: LiveEvent = { type: 'lesson-started', atMs: 1_000, suspendAfterMs: 600_000, plan: null }
const planned: LiveEvent = { ...started, plan: { endsAtMs: 60_000, forcedEndAtMs: 90_000, goOnWithinMs: 10_000 } }
const lost: LiveEvent = { type: 'communicator-lost', atMs: 5_000 }
const anna = { memberId: idOf('anna'), displayName: 'Anna', town: '' }
const CHANGED = ['save', 'set-deadline', 'send-changes']
const SUBSCRIBED = ['enforce-sending', 'sync-rosters', 'reconcile-consumers']

function effectsAfter(...events: LiveEvent[]): Effect[] {
  let effects: Effect[] = []
  let state: LiveState = NEW_LIVE_STATE
  for (const event of events) {
    const before = state
    state = reduce(before, event)
    effects = effectsOf({ before, event, after: state })
  }
  return effects
}
const facts = (effects: Effect[]) =>
  effects.flatMap((one) => (one.type === 'record-fact' ? [[one.kind, one.atMs]] : []))
const types = (effects: Effect[]) => effects.map((one) => one.type)

test.each<[string, LiveEvent[], string[]]>([
  ['begins', [started], ['record-fact', ...CHANGED, 'follow-recording', 'review-communicator']],
  [
    'is not held',
    [{ type: 'plan-told', plan: { endsAtMs: 5, forcedEndAtMs: 9, goOnWithinMs: 0 } }, { type: 'lesson-not-held' }],
    [...CHANGED, 'follow-recording', 'dismiss-members'],
  ],
  ['shows a slide', [{ type: 'slide-shown', slide: null }], []],
  [
    'gives the floor',
    [{ type: 'floor-given', member: anna, atMs: 20_000 }],
    [...CHANGED, ...SUBSCRIBED, 'follow-recording'],
  ],
  ['opens a question', [{ type: 'question-opened', asked: question }], [...CHANGED, 'follow-recording']],
  [
    'dismisses a question',
    [{ type: 'question-opened', asked: question }, { type: 'question-dismissed' }],
    ['keep-question', ...CHANGED, 'follow-recording'],
  ],
  [
    'ends',
    [started, { type: 'lesson-ended', atMs: 9_000 }],
    ['record-fact', ...CHANGED, ...SUBSCRIBED, 'follow-recording', 'end-presence'],
  ],
  [
    'goes on after an end that was a mistake',
    [planned, { type: 'lesson-ended', atMs: 9_000 }, { type: 'lesson-continued', atMs: 12_000 }],
    ['record-fact', ...CHANGED, ...SUBSCRIBED, 'follow-recording', 'begin-presence', 'review-communicator'],
  ],
])('what follows when the lesson %s', (_, events, expected) => {
  expect(types(effectsAfter(...events))).toEqual(expected)
})

test.each<[string, LiveEvent[], [string, number | null][]]>([
  ['a communicator who comes back in time', [started, lost, { type: 'communicator-back' }], []],
  [
    'a suspension, from when they were missed',
    [started, lost, { type: 'lesson-suspended' }],
    [['lesson-suspended', 5_000]],
  ],
  [
    'a break that ended at its planned end while nobody counted',
    [started, { type: 'break-started', atMs: 2_000, untilMs: 9_000 }, { type: 'break-ended', atMs: 9_000 }],
    [['break-ended', 9_000]],
  ],
  [
    'a suspension after a break that nobody ended',
    [started, { type: 'break-started', atMs: 2_000, untilMs: 9_000 }, lost, { type: 'lesson-suspended' }],
    [
      ['break-ended', 9_000],
      ['lesson-suspended', 9_000],
    ],
  ],
  [
    'a lesson that goes on',
    [planned, { type: 'lesson-ended', atMs: 9_000 }, { type: 'lesson-continued', atMs: 12_000 }],
    [['lesson-live', null]],
  ],
  [
    'a return after a suspension',
    [started, lost, { type: 'lesson-suspended' }, { type: 'communicator-back' }],
    [['lesson-resumed', null]],
  ],
])('facts for attendance of %s', (_, events, expected) => {
  expect(facts(effectsAfter(...events))).toEqual(expected)
})

test('after any events: no change has no effects, and a change is saved before anybody sees it', () => {
  fc.assert(
    fc.property(fc.array(LIVE_EVENT, { maxLength: 80 }), (events) => {
      let state: LiveState = NEW_LIVE_STATE
      for (const event of events) {
        const before = state
        state = reduce(before, event)
        const effects = types(effectsOf({ before, event, after: state }))
        if (state === before) expect(effects).toEqual([])
        else expect(effects.indexOf('send-changes')).toBeGreaterThan(effects.indexOf('save'))
        expect(new Set(effects.filter((one) => one !== 'record-fact')).size).toBe(
          effects.filter((one) => one !== 'record-fact').length,
        )
      }
    }),
  )
})
