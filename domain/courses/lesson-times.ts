import { DomainError } from '../domain-error'
import { instantOf, type Span } from '../time'

/** Times of day in the region ('HH:MM') on one date. Either both times of the break are given or neither. */
export type LocalLessonTimes = {
  startsAt: string
  endsAt: string
  breakStartsAt: string | null
  breakEndsAt: string | null
}

export type LessonTimes = { startsAtMs: number; endsAtMs: number; break: Span | null }

/** @throws DomainError `courses.end-before-start`, `courses.break-outside-lesson` unless the times are in order. */
export function assertTimesInOrder({ startsAt, endsAt, breakStartsAt, breakEndsAt }: LocalLessonTimes): void {
  if (endsAt <= startsAt) throw new DomainError('courses.end-before-start', { field: 'endsAt' })
  if (breakStartsAt === null && breakEndsAt === null) return
  const isInside =
    breakStartsAt !== null &&
    breakEndsAt !== null &&
    startsAt < breakStartsAt &&
    breakStartsAt < breakEndsAt &&
    breakEndsAt < endsAt
  if (!isInside) throw new DomainError('courses.break-outside-lesson', { field: 'breakStartsAt' })
}

/**
 * The instants of a lesson on a date ('YYYY-MM-DD').
 * @throws DomainError `courses.time-does-not-exist`, and as `assertTimesInOrder` does.
 */
export function lessonTimes(date: string, times: LocalLessonTimes): LessonTimes {
  assertTimesInOrder(times)
  const at = (field: keyof LocalLessonTimes, timeOfDay: string) => instantOfField(date, timeOfDay, field)
  const { startsAt, endsAt, breakStartsAt, breakEndsAt } = times
  return {
    startsAtMs: at('startsAt', startsAt),
    endsAtMs: at('endsAt', endsAt),
    break:
      breakStartsAt === null || breakEndsAt === null
        ? null
        : { fromMs: at('breakStartsAt', breakStartsAt), toMs: at('breakEndsAt', breakEndsAt) },
  }
}

function instantOfField(date: string, timeOfDay: string, field: keyof LocalLessonTimes): number {
  try {
    return instantOf(date, timeOfDay)
  } catch (error) {
    if (error instanceof DomainError)
      throw new DomainError(error.code, { ...error.details, field, date }, { cause: error })
    throw error
  }
}
