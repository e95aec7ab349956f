import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { MINUTE_MS } from '@/domain/durations'
import { dateOf } from '@/domain/time'
import type { MyLesson } from '@/services/live/list-my-lessons'

export type ChosenLesson = { now: MyLesson; next: null } | { now: null; next: MyLesson | null }

/** The lesson that can be entered now, a live one first; else the next one. `canJoin` decides for good. */
export function chooseLesson(lessons: readonly MyLesson[], nowMs: number): ChosenLesson {
  const open = lessons.filter((lesson) => isOpen(lesson, nowMs))
  const now = open.find((lesson) => lesson.liveAtMs !== null) ?? open[0]
  if (now) return { now, next: null }
  return { now: null, next: lessons.find((lesson) => lesson.startsAtMs > nowMs) ?? null }
}

function isOpen({ startsAtMs, endsAtMs, endedAtMs }: MyLesson, nowMs: number): boolean {
  const { entryOpensMinutes, entryClosesMinutes } = ruleSetFor(dateOf(startsAtMs))
  const isTime =
    startsAtMs - entryOpensMinutes * MINUTE_MS <= nowMs && nowMs <= endsAtMs + entryClosesMinutes * MINUTE_MS
  return endedAtMs === null && isTime
}
