import type { MyLesson } from '@/services/live/list-my-lessons'

const ENTRY_BEFORE_MS = 30 * 60_000
const ENTRY_AFTER_MS = 15 * 60_000

export type ChosenLesson = { now: MyLesson; next: null } | { now: null; next: MyLesson | null }

/** The lesson that can be entered now, a live one first; else the next one. `canJoin` decides for good. */
export function chooseLesson(lessons: readonly MyLesson[], nowMs: number): ChosenLesson {
  const open = lessons.filter(
    (lesson) =>
      lesson.endedAtMs === null &&
      lesson.startsAtMs - ENTRY_BEFORE_MS <= nowMs &&
      nowMs <= lesson.endsAtMs + ENTRY_AFTER_MS,
  )
  const now = open.find((lesson) => lesson.liveAtMs !== null) ?? open[0]
  if (now) return { now, next: null }
  return { now: null, next: lessons.find((lesson) => lesson.startsAtMs > nowMs) ?? null }
}
