import type { LessonState } from '@/domain/courses/vocabulary'
import { DomainError } from '@/domain/domain-error'

/** @throws DomainError `courses.lesson-cancelled`, `courses.lesson-has-begun` unless nobody has begun it. */
export function assertNotBegun(lesson: { state: LessonState }): void {
  if (lesson.state === 'cancelled') throw new DomainError('courses.lesson-cancelled')
  if (lesson.state === 'live' || lesson.state === 'ended') throw new DomainError('courses.lesson-has-begun')
}
