import type { LessonOverview } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'

/**
 * Returns if the actor is the communicator of this lesson, or works in the office of its hosting municipality. @returns
 * the actor.
 * @throws DomainError `access.not-allowed`, `courses.not-your-lesson`.
 */
export function assertMayInvite(
  actor: Actor,
  lesson: Pick<LessonOverview, 'communicatorId' | 'hostingMunicipalityId'>,
): StaffId {
  assertAllowed(actor, 'lesson.invite')
  if (actor.kind !== 'staff') throw new DomainError('access.not-allowed')
  const isHers = lesson.communicatorId === actor.staffId && isAllowed(actor, 'lesson.teach')
  const isOfOffice = isAllowed(actor, 'lesson.change', lesson.hostingMunicipalityId)
  if (!isHers && !isOfOffice) throw new DomainError('courses.not-your-lesson')
  return actor.staffId
}
