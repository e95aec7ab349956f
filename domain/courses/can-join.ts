import { assertNever } from '../assert-never'
import type { ErrorCode } from '../error-codes'
import type { AttendanceRules } from '../rules/attendance-rules'
import { MINUTE_MS } from '../time'
import { PERMISSIONS_BY_ROLE, type LessonPermission, type LessonRole } from './lesson-permissions'

/** Who asks, with the one fact that decides for her kind. */
export type Joiner =
  | { kind: 'staff'; isCommunicatorOfLesson: boolean }
  | { kind: 'person'; isEnrolledOnDate: boolean }
  | { kind: 'endpoint'; isSiteInGroup: boolean }
  /** A site host, at her own site. */
  | { kind: 'host'; isSiteInGroup: boolean; isAllowedThere: boolean }

export type JoinableLesson = { startsAtMs: number; endsAtMs: number; isCancelled: boolean; isEnded: boolean }

export type JoinDecision =
  | { allowed: true; role: LessonRole; permissions: readonly LessonPermission[] }
  | { allowed: false; code: ErrorCode }

type JoinQuestion = { joiner: Joiner; lesson: JoinableLesson; nowMs: number; rules: AttendanceRules }

/** Whether somebody may enter a lesson now, and as what. Who has nothing to do with it hears nothing of its state. */
export function canJoin({ joiner, lesson, nowMs, rules }: JoinQuestion): JoinDecision {
  if (joiner.kind === 'staff' && !joiner.isCommunicatorOfLesson) return refuse('courses.not-your-lesson')
  if (joiner.kind === 'person' && !joiner.isEnrolledOnDate) return refuse('courses.not-enrolled')
  if (joiner.kind === 'host' && !joiner.isAllowedThere) return refuse('access.not-allowed')
  if ((joiner.kind === 'endpoint' || joiner.kind === 'host') && !joiner.isSiteInGroup)
    return refuse('courses.site-not-in-group')
  if (lesson.isCancelled) return refuse('courses.lesson-cancelled')
  if (lesson.isEnded) return refuse('courses.lesson-ended')
  if (nowMs < lesson.startsAtMs - rules.entryOpensMinutes * MINUTE_MS) return refuse('courses.lesson-too-early')
  if (nowMs > lesson.endsAtMs + rules.entryClosesMinutes * MINUTE_MS) return refuse('courses.lesson-ended')
  const role = roleOf(joiner)
  return { allowed: true, role, permissions: PERMISSIONS_BY_ROLE[role] }
}

function roleOf(joiner: Joiner): LessonRole {
  switch (joiner.kind) {
    case 'staff':
      return 'communicator'
    case 'person':
      return 'participant'
    case 'endpoint':
      return 'room'
    case 'host':
      return 'host'
    default:
      return assertNever(joiner)
  }
}

function refuse(code: ErrorCode): JoinDecision {
  return { allowed: false, code }
}
