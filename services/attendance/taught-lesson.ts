import type { LessonOverview } from '@/db/queries/lessons'
import type { TaughtLesson } from '@/domain/attendance/assess-attendance'
import { buildStretches, type LessonFact } from '@/domain/attendance/build-stretches'
import { countedBreaks } from '@/domain/attendance/counted-breaks'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'

export function rulesOf(lesson: LessonOverview) {
  return ruleSetFor(dateOf(lesson.startsAt.getTime()))
}

/** When a lesson was taught, as far as it went until `endedAtMs`. Null when it was cancelled or never live. */
export function taughtLesson(
  lesson: LessonOverview,
  facts: readonly LessonFact[],
  endedAtMs: number,
): TaughtLesson | null {
  if (lesson.cancelledAt !== null || lesson.liveAt === null) return null
  const { breakStartsAt, breakEndsAt } = lesson
  const planned = breakStartsAt && breakEndsAt ? { fromMs: breakStartsAt.getTime(), toMs: breakEndsAt.getTime() } : null
  const { breaks, suspensions, interruptions } = buildStretches(facts, endedAtMs)
  return {
    startsAtMs: lesson.startsAt.getTime(),
    endsAtMs: lesson.endsAt.getTime(),
    breaks: countedBreaks({ held: breaks, planned }, rulesOf(lesson)),
    suspensions,
    interruptions,
    liveAtMs: lesson.liveAt.getTime(),
    endedAtMs,
  }
}
