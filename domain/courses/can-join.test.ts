import { describe, expect, it } from 'vitest'

import { ruleSetFor } from '../rules/attendance-rules'
import { canJoin, type JoinableLesson, type Joiner } from './can-join'

const rules = ruleSetFor('2026-01-12')
const minute = (value: number) => value * 60_000
const lesson: JoinableLesson = { startsAtMs: minute(100), endsAtMs: minute(200), isCancelled: false, isEnded: false }
const participant: Joiner = { kind: 'person', isEnrolledOnDate: true }

describe('who may join a lesson', () => {
  it.each<[label: string, joiner: Joiner, role: string, permissions: string[]]>([
    [
      'its communicator runs it',
      { kind: 'staff', isCommunicatorOfLesson: true },
      'communicator',
      ['lesson.run', 'media.send', 'camera.send', 'screen.send', 'slides.show', 'chat.write'],
    ],
    [
      'a participant asks for the floor',
      participant,
      'participant',
      ['media.send-with-floor', 'camera.send', 'hand.raise', 'sign.send', 'question.answer', 'chat.write'],
    ],
    [
      'a classroom sends to the hub',
      { kind: 'endpoint', isSiteInGroup: true },
      'room',
      ['media.send-to-hub', 'camera.send', 'hand.raise'],
    ],
  ])('%s', (_label, joiner, role, permissions) => {
    expect(canJoin({ joiner, lesson, nowMs: minute(100), rules })).toEqual({ allowed: true, role, permissions })
  })

  it.each<
    [
      label: string,
      question: { joiner?: Joiner; lesson?: Partial<JoinableLesson>; nowMs?: number },
      code: string | null,
    ]
  >([
    ['another communicator', { joiner: { kind: 'staff', isCommunicatorOfLesson: false } }, 'courses.not-your-lesson'],
    ['a person who is not enrolled', { joiner: { kind: 'person', isEnrolledOnDate: false } }, 'courses.not-enrolled'],
    [
      'a classroom outside the group',
      { joiner: { kind: 'endpoint', isSiteInGroup: false } },
      'courses.site-not-in-group',
    ],
    ['a cancelled lesson', { lesson: { isCancelled: true } }, 'courses.lesson-cancelled'],
    ['an ended lesson', { lesson: { isEnded: true } }, 'courses.lesson-ended'],
    ['just too early', { nowMs: minute(70) - 1 }, 'courses.lesson-too-early'],
    ['half an hour before', { nowMs: minute(70) }, null],
    ['a quarter after the end', { nowMs: minute(215) }, null],
    ['just too late', { nowMs: minute(215) + 1 }, 'courses.lesson-ended'],
  ])('%s', (_label, { joiner = participant, lesson: changed, nowMs = minute(150) }, code) => {
    const decision = canJoin({ joiner, lesson: { ...lesson, ...changed }, nowMs, rules })
    expect(decision.allowed ? null : decision.code).toBe(code)
  })
})
