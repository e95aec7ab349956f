import { entryWindow } from '@/domain/courses/can-join'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

export type ChosenLesson = { now: MyLesson; next: null } | { now: null; next: MyLesson | null }

/**
 * The lesson that is open for entry now, a live one first; otherwise the next one. `canJoin` has the final decision.
 */
export function chooseLesson(lessons: readonly MyLesson[], nowMs: number): ChosenLesson {
  const open = lessons.filter((lesson) => isOpen(lesson, nowMs))
  const now = open.find((lesson) => lesson.liveAtMs !== null) ?? open[0]
  if (now) return { now, next: null }
  return { now: null, next: lessons.find((lesson) => lesson.startsAtMs > nowMs) ?? null }
}

function isOpen(lesson: MyLesson, nowMs: number): boolean {
  const { opensAtMs, closesAtMs } = entryWindow(lesson, ruleSetFor(dateOf(lesson.startsAtMs)))
  return lesson.endedAtMs === null && opensAtMs <= nowMs && nowMs <= closesAtMs
}
