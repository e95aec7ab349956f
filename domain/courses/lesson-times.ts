import { DomainError } from '../domain-error'
import { instantOf, type Span } from '../time'

/** Times of day in the region ('HH:MM') on one date. Either both times of the break are given or none. */
export type LocalLessonTimes = {
  startsAt: string
  endsAt: string
  breakStartsAt: string | null
  breakEndsAt: string | null
}

export type LessonTimes = { startsAtMs: number; endsAtMs: number; break: Span | null }

/**
 * The instants of a lesson on a date ('YYYY-MM-DD').
 * @throws DomainError `courses.time-does-not-exist`, `courses.end-before-start`, `courses.break-outside-lesson`.
 */
export function lessonTimes(date: string, times: LocalLessonTimes): LessonTimes {
  const startsAtMs = instantOfField(date, times, 'startsAt')
  const endsAtMs = instantOfField(date, times, 'endsAt')
  if (endsAtMs <= startsAtMs) throw new DomainError('courses.end-before-start', { field: 'endsAt' })
  if (times.breakStartsAt === null && times.breakEndsAt === null) return { startsAtMs, endsAtMs, break: null }
  const fromMs = instantOfField(date, times, 'breakStartsAt')
  const toMs = instantOfField(date, times, 'breakEndsAt')
  if (fromMs <= startsAtMs || toMs >= endsAtMs || toMs <= fromMs) {
    throw new DomainError('courses.break-outside-lesson', { field: 'breakStartsAt' })
  }
  return { startsAtMs, endsAtMs, break: { fromMs, toMs } }
}

function instantOfField(date: string, times: LocalLessonTimes, field: keyof LocalLessonTimes): number {
  const timeOfDay = times[field]
  if (timeOfDay === null) throw new DomainError('courses.break-outside-lesson', { field })
  try {
    return instantOf(date, timeOfDay)
  } catch (error) {
    if (error instanceof DomainError)
      throw new DomainError(error.code, { ...error.details, field, date }, { cause: error })
    throw error
  }
}
