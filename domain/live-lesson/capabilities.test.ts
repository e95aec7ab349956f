import fc from 'fast-check'
import { expect, test } from 'vitest'

import { idOf, LIVE_EVENT, MEMBERS } from '@/tests/factories/live-events'

import { capabilitiesOf, mayRemove, refusalOf, takeoverRefusalOf, type Self } from './capabilities'
import { reduce } from './reduce'
import { LESSON_ROLES, PERMISSIONS_BY_ROLE, type LessonPermission, type LessonRole } from './roles'
import { NEW_LIVE_STATE, type LiveState } from './state'
import { CAPABILITIES, type Capability } from './vocabulary'

const self = (role: LessonRole, ...more: LessonPermission[]): Self => ({
  memberId: idOf('anna'),
  role,
  permissions: [...PERMISSIONS_BY_ROLE[role], ...more],
})
const LIVE: LiveState = { ...NEW_LIVE_STATE, lesson: { ...NEW_LIVE_STATE.lesson, phase: 'live' } }
const ENDED: LiveState = { ...LIVE, lesson: { ...LIVE.lesson, phase: 'ended' } }
const CHAT: LiveState = { ...LIVE, chat: { mode: 'open', messages: [] } }
const FLOOR: LiveState = { ...LIVE, floor: [idOf('anna')] }
const IN_GROUP: LiveState = {
  ...LIVE,
  groups: {
    ...{ count: 1, endsAtMs: null, visiting: {}, helpFrom: [] },
    members: { [idOf('anna')]: { displayName: 'Anna', group: 0 } },
  },
}
const MEDIA: Capability[] = ['send-camera', 'send-microphone']
const SCREEN: Capability[] = ['send-screen-share', 'send-screen-share-sound']

/** What each role may do in a live lesson whose chat is off. */
const BY_ROLE: Record<LessonRole, Capability[]> = {
  communicator: ['lead-lesson', 'show-slides', 'choose-channel', 'visit-groups', ...MEDIA, ...SCREEN],
  participant: ['raise-hand', 'react', 'answer-question', 'choose-channel'],
  classroom: ['raise-hand', 'choose-channel', ...MEDIA],
  host: ['raise-hand-for', 'mute-classroom', 'react', 'count-hands', 'choose-channel'],
  interpreter: ['choose-channel', 'speak-in-channel', 'visit-groups', 'send-channel'],
  guest: ['show-slides', 'choose-channel', 'visit-groups', ...MEDIA, ...SCREEN],
  visitor: [],
  check: ['choose-channel', ...MEDIA],
}

test.each(LESSON_ROLES)('what a %s may do', (role) => {
  expect(new Set(capabilitiesOf(self(role), LIVE))).toEqual(new Set(BY_ROLE[role]))
})

test.each<[string, Self, Capability, LiveState, string | null]>([
  ['writes while the chat is open', self('participant'), 'write-chat', CHAT, null],
  ['writes while the chat is off', self('participant'), 'write-chat', LIVE, 'lesson.chat-off'],
  ['writes without a chat of their own', self('visitor'), 'write-chat', CHAT, 'lesson.not-allowed'],
  ['sends with the floor', self('participant'), 'send-camera', FLOOR, null],
  ['sends in a small group', self('participant'), 'send-microphone', IN_GROUP, null],
  ['sends without either', self('participant'), 'send-microphone', LIVE, 'lesson.not-allowed'],
  ['sends after the end', self('communicator'), 'send-camera', ENDED, 'lesson.not-allowed'],
  ['calls for help from a group', self('participant'), 'call-for-help', IN_GROUP, null],
  ['calls for help from no group', self('participant'), 'call-for-help', LIVE, 'lesson.not-allowed'],
  ['records a live lesson', self('communicator', 'recording.run'), 'start-recording', LIVE, null],
  [
    'records one that is not',
    self('communicator', 'recording.run'),
    'start-recording',
    NEW_LIVE_STATE,
    'lesson.not-live',
  ],
  ['records without the right', self('communicator'), 'start-recording', LIVE, 'lesson.not-allowed'],
  [
    'shows a camera that was stopped',
    self('communicator'),
    'send-camera',
    { ...LIVE, camerasStopped: [idOf('anna')] },
    'lesson.not-allowed',
  ],
  [
    'shows a camera without the right to be seen',
    { ...self('participant'), permissions: ['media.send-with-floor'] },
    'send-camera',
    FLOOR,
    'lesson.not-allowed',
  ],
])('who %s', (_, who, capability, state, expected) => {
  expect(refusalOf(capability, who, state)).toBe(expected)
})

test.each<[string, Self, boolean, string | null]>([
  ['an interpreter whose voice arrives', self('interpreter'), true, null],
  ['an interpreter whose voice does not arrive', self('interpreter'), false, 'lesson.not-heard'],
  ['somebody without a channel', self('communicator'), true, 'lesson.not-allowed'],
])('who takes over a channel: %s', (_, who, isHeard, expected) => {
  expect(takeoverRefusalOf({ ...who, isHeard }, LIVE)).toBe(expected)
})

test.each([
  ['a communicator a participant', false, 'participant', false, true],
  ['a substitute a participant', true, 'participant', false, true],
  ['a substitute another guest who leads', true, 'communicator', true, true],
  ['a substitute the communicator', true, 'communicator', false, false],
] as const)('%s may be removed by: %s', (_, isInvited, role, isOtherInvited, expected) => {
  const other = { ...self(role), memberId: idOf('bea'), isInvited: isOtherInvited }
  expect(mayRemove({ ...self('communicator'), isInvited }, other)).toBe(expected)
  expect(mayRemove({ ...self('participant'), isInvited }, other)).toBe(false)
  expect(mayRemove({ ...other, permissions: ['lesson.run'] }, other)).toBe(false)
})

test('after any events, the list of capabilities and the reasons of refusal agree', () => {
  fc.assert(
    fc.property(fc.array(LIVE_EVENT, { maxLength: 40 }), fc.constantFrom(...LESSON_ROLES), (events, role) => {
      const state = events.reduce(reduce, NEW_LIVE_STATE)
      const who = { ...self(role), memberId: MEMBERS[0] ?? '' }
      const allowed = CAPABILITIES.filter((capability) => refusalOf(capability, who, state) === null)
      expect(capabilitiesOf(who, state)).toEqual(allowed)
      expect(capabilitiesOf(who, state)).toBe(capabilitiesOf(who, state))
    }),
  )
})
