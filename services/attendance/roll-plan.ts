import type { Transaction } from '@/db/client'
import { selectLessonFacts } from '@/db/queries/attendance'
import type { LessonOverview } from '@/db/queries/lessons'
import { buildStretches } from '@/domain/attendance/build-stretches'
import { rollRounds, type RollBreaks } from '@/domain/attendance/roll-rounds'
import type { RollLesson } from '@/domain/attendance/roll-times'
import type { RollRound } from '@/domain/attendance/vocabulary'
import { ruleSetFor, type AttendanceRules } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'

/** The times of a lesson by which its roll is taken. */
export type RollPlan = {
  rules: AttendanceRules
  lesson: RollLesson
  breaks: RollBreaks
  /** One, or two when a break is planned, counts or has begun. */
  rounds: readonly RollRound[]
  /** The round whose turn it is. */
  turn: RollRound
}

/** How the roll of a lesson is taken at `nowMs`. */
export async function loadRollPlan(tx: Transaction, lesson: LessonOverview, nowMs: number): Promise<RollPlan> {
  const rules = ruleSetFor(dateOf(lesson.startsAt.getTime()))
  const { breakStartsAt, breakEndsAt, endedAt } = lesson
  const facts = await selectLessonFacts(tx, lesson.lessonId)
  const breaks = {
    held: buildStretches(facts, endedAt?.getTime() ?? Number.POSITIVE_INFINITY).breaks,
    planned: breakStartsAt && breakEndsAt ? { fromMs: breakStartsAt.getTime(), toMs: breakEndsAt.getTime() } : null,
  }
  return {
    rules,
    lesson: {
      startsAtMs: lesson.startsAt.getTime(),
      endsAtMs: lesson.endsAt.getTime(),
      liveAtMs: lesson.liveAt?.getTime() ?? null,
      endedAtMs: endedAt?.getTime() ?? null,
    },
    breaks,
    ...rollRounds(breaks, rules, nowMs),
  }
}
