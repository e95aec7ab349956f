import { type LessonPermission, type LessonRole, PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { assertNever } from '../assert-never'
import type { ErrorCode } from '../error-codes'
import type { AttendanceRules } from '../rules/attendance-rules'
import { MINUTE_MS } from '../durations'
import type { AdmissionState, InvitationKind } from './invitations'

/** The actor, with the one fact that decides for its kind. */
export type Joiner =
  | { kind: 'staff'; isCommunicatorOfLesson: boolean }
  | { kind: 'person'; isEnrolledOnDate: boolean }
  | { kind: 'endpoint'; isSiteInGroup: boolean }
  /** A site host, at their own site. */
  | { kind: 'host'; isSiteInGroup: boolean; isAllowedThere: boolean }
  /** Somebody with an invitation; a revoked one, or one for another lesson, is not valid. */
  | { kind: 'guest'; invitedAs: InvitationKind; isInvitationStanding: boolean; admission: AdmissionState }

export type JoinableLesson = { startsAtMs: number; endsAtMs: number; isCancelled: boolean; endedAtMs: number | null }

export type JoinDecision =
  | { allowed: true; role: LessonRole; permissions: readonly LessonPermission[] }
  | { allowed: false; code: ErrorCode }

type JoinQuestion = { joiner: Joiner; lesson: JoinableLesson; nowMs: number; rules: AttendanceRules }

/**
 * Whether an actor may join a lesson now, and in which role. Actors unrelated to the lesson learn nothing about its
 * state.
 */
export function canJoin({ joiner, lesson, nowMs, rules }: JoinQuestion): JoinDecision {
  if (joiner.kind === 'staff' && !joiner.isCommunicatorOfLesson) return refuse('courses.not-your-lesson')
  if (joiner.kind === 'person' && !joiner.isEnrolledOnDate) return refuse('courses.not-enrolled')
  if (joiner.kind === 'host' && !joiner.isAllowedThere) return refuse('access.not-allowed')
  if ((joiner.kind === 'endpoint' || joiner.kind === 'host') && !joiner.isSiteInGroup)
    return refuse('courses.site-not-in-group')
  if (joiner.kind === 'guest' && !joiner.isInvitationStanding) return refuse('invitation.revoked')
  if (joiner.kind === 'guest' && joiner.admission === 'refused') return refuse('waiting-room.refused')
  if (lesson.isCancelled) return refuse('courses.lesson-cancelled')
  if (nowMs > goesOnUntil(lesson, rules)) return refuse('courses.lesson-ended')
  const { opensAtMs, closesAtMs } = entryWindow(lesson, rules)
  if (nowMs < opensAtMs) return refuse('courses.lesson-too-early')
  if (nowMs > closesAtMs) return refuse('courses.lesson-ended')
  const role = roleOf(joiner)
  return { allowed: true, role, permissions: PERMISSIONS_BY_ROLE[role] }
}

/** When a lesson is open for entry, in epoch ms, both ends included. */
export function entryWindow(
  { startsAtMs, endsAtMs }: Pick<JoinableLesson, 'startsAtMs' | 'endsAtMs'>,
  { entryOpensMinutes, entryClosesMinutes }: Pick<AttendanceRules, 'entryOpensMinutes' | 'entryClosesMinutes'>,
): { opensAtMs: number; closesAtMs: number } {
  return {
    opensAtMs: startsAtMs - entryOpensMinutes * MINUTE_MS,
    closesAtMs: endsAtMs + entryClosesMinutes * MINUTE_MS,
  }
}

/** Until when an ended lesson can be joined: those who were in it wait there, in case it goes on. */
function goesOnUntil({ endsAtMs, endedAtMs }: JoinableLesson, { goOnWithinMinutes }: AttendanceRules): number {
  if (endedAtMs === null) return Number.POSITIVE_INFINITY
  return endedAtMs < endsAtMs ? endedAtMs + goOnWithinMinutes * MINUTE_MS : endedAtMs
}

function roleOf(joiner: Joiner): LessonRole {
  switch (joiner.kind) {
    case 'staff':
      return 'communicator'
    case 'person':
      return 'participant'
    case 'endpoint':
      return 'classroom'
    case 'host':
      return 'host'
    case 'guest':
      return roleOfGuest(joiner.invitedAs, joiner.admission)
    default:
      return assertNever(joiner)
  }
}

function roleOfGuest(invitedAs: InvitationKind, admission: AdmissionState): LessonRole {
  switch (invitedAs) {
    case 'guest':
      return 'guest'
    case 'interpreter':
      return 'interpreter'
    case 'substitute':
      return 'communicator'
    case 'waiting-room':
      return admission === 'passed' ? 'participant' : 'visitor'
    default:
      return assertNever(invitedAs)
  }
}

function refuse(code: ErrorCode): JoinDecision {
  return { allowed: false, code }
}
