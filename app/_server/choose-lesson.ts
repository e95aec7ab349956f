import { entryWindow } from '@/domain/courses/can-join'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

export type ChosenLesson = { now: MyLesson; next: null } | { now: null; next: MyLesson | null }

/**
 * The lesson that is open for entry now, a live one first, and one within its plan before one that runs over; otherwise
 * the next one. `canJoin` has the final decision.
 */
export function chooseLesson(lessons: readonly MyLesson[], nowMs: number): ChosenLesson {
  const open = lessons.filter((lesson) => isOpen(lesson, nowMs))
  const isLive = (lesson: MyLesson) => lesson.liveAtMs !== null
  const inTime = open.filter((lesson) => nowMs <= lesson.endsAtMs)
  const now =
    inTime.find(isLive) ??
    // A lesson that runs over gives way to the next one from its planned start.
    inTime.find((lesson) => lesson.startsAtMs <= nowMs) ??
    open.find(isLive) ??
    inTime[0] ??
    open[0]
  if (now) return { now, next: null }
  return { now: null, next: lessons.find((lesson) => lesson.startsAtMs > nowMs) ?? null }
}

function isOpen(lesson: MyLesson, nowMs: number): boolean {
  const { opensAtMs, closesAtMs } = entryWindow(lesson, ruleSetFor(dateOf(lesson.startsAtMs)))
  return lesson.endedAtMs === null && opensAtMs <= nowMs && nowMs <= closesAtMs
}
