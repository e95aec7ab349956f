import { describe, expect, it } from 'vitest'

import type { LessonPermission } from '@/domain/live-lesson/roles'
import { ruleSetFor } from '../rules/attendance-rules'
import type { InvitationKind } from './invitations'
import { canJoin, type JoinableLesson, type Joiner } from './can-join'

const rules = ruleSetFor('2026-01-12')
const minute = (value: number) => value * 60_000
const lesson: JoinableLesson = { startsAtMs: minute(100), endsAtMs: minute(200), isCancelled: false, endedAtMs: null }
const invited = (invitedAs: InvitationKind) =>
  ({ kind: 'guest', invitedAs, isInvitationStanding: true, admission: 'passed' }) as const satisfies Joiner
const participant: Joiner = { kind: 'person', isEnrolledOnDate: true }

describe('who may join a lesson', () => {
  it.each<[label: string, joiner: Joiner, role: string, permissions: string[]]>([
    [
      'its communicator runs it',
      { kind: 'staff', isCommunicatorOfLesson: true },
      'communicator',
      ['lesson.run', 'media.send', 'camera.send', 'screen-share.send', 'slides.show', 'chat.write'],
    ],
    [
      'a participant asks for the floor',
      participant,
      'participant',
      ['media.send-with-floor', 'camera.send', 'hand.raise', 'reaction.send', 'question.answer', 'chat.write'],
    ],
    [
      'a classroom sends to the hub',
      { kind: 'endpoint', isSiteInGroup: true },
      'classroom',
      ['media.send-to-hub', 'camera.send', 'hand.raise'],
    ],
  ])('%s', (_label, joiner, role, permissions) => {
    expect(canJoin({ joiner, lesson, nowMs: minute(100), rules })).toEqual({ allowed: true, role, permissions })
  })

  it.each<[label: string, joiner: Joiner, role: string, permission: LessonPermission]>([
    ['an invited lecturer speaks and shows', invited('guest'), 'guest', 'media.send'],
    ['an invited interpreter speaks into their channel', invited('interpreter'), 'interpreter', 'channel.speak'],
    ['who stands in for the communicator runs it', invited('substitute'), 'communicator', 'lesson.run'],
    ['a visitor who was let in takes part', invited('waiting-room'), 'participant', 'hand.raise'],
  ])('%s', (_label, joiner, role, permission) => {
    const decision = canJoin({ joiner, lesson, nowMs: minute(100), rules })
    expect(decision).toMatchObject({ allowed: true, role })
    expect(decision.allowed && decision.permissions).toContain(permission)
  })

  it('a visitor in the waiting room may do nothing', () => {
    const joiner = { ...invited('waiting-room'), admission: 'waiting' } as const
    const decision = canJoin({ joiner, lesson, nowMs: minute(100), rules })
    expect(decision).toEqual({ allowed: true, role: 'visitor', permissions: [] })
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
    [
      'a visitor who was turned away',
      { joiner: { ...invited('waiting-room'), admission: 'refused' } },
      'waiting-room.refused',
    ],
    ['a revoked invitation', { joiner: { ...invited('guest'), isInvitationStanding: false } }, 'invitation.revoked'],
    [
      'a revoked invitation, whatever became of the lesson',
      { joiner: { ...invited('guest'), isInvitationStanding: false }, lesson: { endedAtMs: minute(139) } },
      'invitation.revoked',
    ],
    [
      'an invited lecturer after the end',
      { joiner: invited('guest'), lesson: { endedAtMs: minute(139) } },
      'courses.lesson-ended',
    ],
    ['an invited lecturer too early', { joiner: invited('guest'), nowMs: minute(70) - 1 }, 'courses.lesson-too-early'],
    ['a cancelled lesson', { lesson: { isCancelled: true } }, 'courses.lesson-cancelled'],
    ['an ended lesson', { lesson: { endedAtMs: minute(139) } }, 'courses.lesson-ended'],
    ['a lesson ended ten minutes ago, in case it goes on', { lesson: { endedAtMs: minute(140) } }, null],
    [
      'a lesson that had its whole time',
      { lesson: { endedAtMs: minute(200) }, nowMs: minute(200) + 1 },
      'courses.lesson-ended',
    ],
    ['just too early', { nowMs: minute(70) - 1 }, 'courses.lesson-too-early'],
    ['half an hour before', { nowMs: minute(70) }, null],
    ['a quarter after the end', { nowMs: minute(215) }, null],
    ['just too late', { nowMs: minute(215) + 1 }, 'courses.lesson-ended'],
  ])('%s', (_label, { joiner = participant, lesson: changed, nowMs = minute(150) }, code) => {
    const decision = canJoin({ joiner, lesson: { ...lesson, ...changed }, nowMs, rules })
    expect(decision.allowed ? null : decision.code).toBe(code)
  })
})
