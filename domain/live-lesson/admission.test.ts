import { expect, test } from 'vitest'

import { idOf } from '@/tests/factories/live-events'

import { admissionRefusalOf, eventsOfEntering, eventsOfLeaving } from './admission'
import { LESSON_ROLES, type LessonRole } from './roles'

const ANNA = idOf('anna')
const member = { memberId: ANNA, displayName: 'Anna', town: '' }
const OPEN = { removed: [], isLocked: false, known: [] }
const GUARDED: readonly LessonRole[] = ['participant', 'visitor']

test.each(LESSON_ROLES)('a lesson that is locked, and one that removed a %s', (role) => {
  const candidate = { memberId: ANNA, role }
  const locked = { ...OPEN, isLocked: true }
  expect(admissionRefusalOf(candidate, OPEN)).toBeNull()
  expect(admissionRefusalOf(candidate, locked)).toBe(GUARDED.includes(role) ? 'lesson.locked' : null)
  expect(admissionRefusalOf(candidate, { ...locked, known: [ANNA] })).toBeNull()
  // Being known does not undo being removed.
  expect(admissionRefusalOf(candidate, { ...OPEN, known: [ANNA], removed: [ANNA] })).toBe('lesson.removed')
})

test.each([
  ['a participant', 'participant', null, false, ['member-entered', 'member-named', 'member-returned']],
  ['a classroom, whose hand carries a name of somebody in it', 'classroom', null, false, ['member-entered']],
  ['an interpreter', 'interpreter', 'ti', false, ['member-entered', 'member-named', 'channel-joined']],
  [
    'a protected person',
    'participant',
    null,
    true,
    ['member-entered', 'member-named', 'member-returned', 'recording-set'],
  ],
] as const)('what follows when %s enters', (_, role, channelLanguage, forbidsRecording, expected) => {
  const events = eventsOfEntering({ member, role, channelLanguage, forbidsRecording, atMs: 5 })
  expect(events.map(({ type }) => type)).toEqual(expected)
})

test.each([
  ['a participant', 'participant', true, false, ['hand-lowered', 'member-away']],
  ['a participant who never entered', 'participant', false, false, ['hand-lowered']],
  ['a classroom', 'classroom', true, false, ['hand-lowered', 'classroom-left']],
  ['a classroom that never entered', 'classroom', false, false, ['hand-lowered']],
  ['a visitor', 'visitor', false, false, ['hand-lowered', 'visitor-left']],
  ['an interpreter', 'interpreter', true, true, ['hand-lowered', 'channel-left']],
] as const)('what follows when %s leaves', (_, role, isEntered, isInterpreting, expected) => {
  const events = eventsOfLeaving({ member, role, isEntered, isInterpreting, atMs: 5 })
  expect(events.map(({ type }) => type)).toEqual(expected)
})
