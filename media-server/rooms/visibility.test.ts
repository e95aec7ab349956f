import { describe, expect, test } from 'vitest'

import { LESSON_ROLES, type LessonRole } from '@/domain/courses/lesson-permissions'

import { canKnowOf, canReceive, firstLayer, type Seen } from './visibility'

type Where = 'lobby' | 'in' | 'floor'

function peer(role: LessonRole, where: Where, peerId = `${role} ${where}`): Seen {
  return { peerId, role, hasFloor: where === 'floor', isEntered: where !== 'lobby' }
}

describe('who hears and sees whom', () => {
  const CASES: [LessonRole, LessonRole, Where, boolean][] = [
    ['participant', 'communicator', 'in', true],
    ['room', 'communicator', 'in', true],
    ['communicator', 'communicator', 'in', true],
    ['communicator', 'participant', 'in', false],
    ['communicator', 'participant', 'floor', true],
    ['participant', 'participant', 'in', false],
    ['participant', 'participant', 'floor', true],
    ['room', 'participant', 'in', false],
    ['room', 'participant', 'floor', true],
    ['communicator', 'room', 'in', true],
    ['communicator', 'room', 'floor', true],
    ['participant', 'room', 'in', false],
    ['participant', 'room', 'floor', true],
    ['room', 'room', 'in', false],
    ['room', 'room', 'floor', true],
  ]
  test.each(CASES)('a %s and a %s who is there as "%s": %s', (viewer, sender, where, expected) => {
    expect(canReceive(peer(viewer, 'in', 'viewer'), peer(sender, where, 'sender'))).toBe(expected)
  })

  test.each(LESSON_ROLES)('a %s never receives herself', (role) => {
    expect(canReceive(peer(role, 'floor', 'self'), peer(role, 'floor', 'self'))).toBe(false)
  })
})

describe('who is told of whom', () => {
  const CASES: [LessonRole, LessonRole, Where, boolean][] = [
    ['communicator', 'participant', 'in', true],
    ['communicator', 'room', 'in', true],
    ['communicator', 'participant', 'lobby', false],
    ['communicator', 'room', 'lobby', false],
    ['participant', 'communicator', 'in', true],
    ['participant', 'communicator', 'lobby', false],
    ['participant', 'participant', 'in', false],
    ['participant', 'participant', 'floor', true],
    ['participant', 'room', 'in', false],
    ['participant', 'room', 'floor', true],
    ['room', 'participant', 'in', false],
    ['room', 'participant', 'floor', true],
    ['room', 'room', 'in', false],
  ]
  test.each(CASES)('a %s of a %s who is there as "%s": %s', (viewer, other, where, expected) => {
    expect(canKnowOf(peer(viewer, 'in', 'viewer'), peer(other, where, 'other'))).toBe(expected)
  })

  test('everybody knows of herself, in the lobby too', () => {
    const self = peer('participant', 'lobby')
    expect(canKnowOf(self, self)).toBe(true)
  })
})

describe('nobody hears of one she may not know', () => {
  const all = LESSON_ROLES.flatMap((role) => (['in', 'floor'] as const).map((where) => peer(role, where)))
  test.each(all.flatMap((viewer) => all.map((sender) => [viewer.peerId, sender.peerId, viewer, sender] as const)))(
    '%s and %s',
    (_viewerName, _senderName, viewer, sender) => {
      expect(!canReceive(viewer, sender) || canKnowOf(viewer, sender)).toBe(true)
    },
  )
})

test('a wall begins with the full picture, a phone with half of it', () => {
  expect(firstLayer(peer('room', 'in'), 'camera')).toBe(2)
  expect(firstLayer(peer('participant', 'in'), 'camera')).toBe(1)
  expect(firstLayer(peer('room', 'in'), 'microphone')).toBe(0)
})
