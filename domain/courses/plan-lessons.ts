import { DomainError } from '../domain-error'
import type { ThemePart } from '../rules/theme-parts'
import { addDays, daysInPeriod, weekdayOf } from '../time'
import { lessonTimes, type LessonTimes, type LocalLessonTimes } from './lesson-times'

/** Longer periods are cut off here. */
export const PERIOD_DAYS_MAX = 400

/** One weekly meeting: a weekday (1 Monday to 7 Sunday) and local times of day. */
export type WeeklyPattern = LocalLessonTimes & { weekday: number }

export type PlannedLesson = LessonTimes & { themePart: ThemePart | null }

type PlanInput = {
  patterns: readonly WeeklyPattern[]
  /** First and last date, both included; at most `PERIOD_DAYS_MAX` days. */
  fromOn: string
  untilOn: string
  /** Distributed over the lessons in order: eight parts over sixteen lessons give two each. Empty for sfi. */
  themeParts: readonly ThemePart[]
}

/**
 * The lessons that weekly patterns produce in a period, in order of time.
 * @throws DomainError `courses.more-parts-than-lessons` when a part would get no lesson, and as `lessonTimes` does.
 */
export function planLessons({ patterns, fromOn, untilOn, themeParts }: PlanInput): PlannedLesson[] {
  const times = datesBetween(fromOn, untilOn)
    .flatMap((date) =>
      patterns.filter(({ weekday }) => weekday === weekdayOf(date)).map((pattern) => lessonTimes(date, pattern)),
    )
    .toSorted((one, other) => one.startsAtMs - other.startsAtMs)
  if (themeParts.length > times.length)
    throw new DomainError('courses.more-parts-than-lessons', { field: 'themeParts' })
  return times.map((lesson, index) => ({
    ...lesson,
    themePart: themeParts[Math.floor((index * themeParts.length) / times.length)] ?? null,
  }))
}

/** Counted instead of compared as text: dates after the year 9999 are written with a sign. */
function datesBetween(fromOn: string, untilOn: string): string[] {
  const days = daysInPeriod(fromOn, untilOn)
  return Array.from({ length: Math.max(0, Math.min(days, PERIOD_DAYS_MAX)) }, (_, day) => addDays(fromOn, day))
}
