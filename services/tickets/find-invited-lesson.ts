import { withActor } from '@/db/client'
import { findLesson } from '@/db/queries/lessons'
import type { LessonId } from '@/domain/ids'
import { SIGN_IN } from '@/services/system-actors'

import type { MyLesson } from './list-my-lessons'

/**
 * The lesson of an invitation whose secret was checked, as its holder may see it before being admitted; null when it
 * was cancelled.
 */
export async function findInvitedLesson(lessonId: LessonId): Promise<MyLesson | null> {
  const lesson = await withActor(SIGN_IN, (tx) => findLesson(tx, lessonId))
  if (!lesson || lesson.cancelledAt !== null) return null
  const { groupName, language, courseKind, themePart, communicatorName, startsAt, endsAt, liveAt, endedAt } = lesson
  return {
    ...{ lessonId, groupName, language, courseKind, themePart, communicatorName },
    hostingMunicipality: lesson.hostingMunicipalityName,
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    liveAtMs: liveAt?.getTime() ?? null,
    endedAtMs: endedAt?.getTime() ?? null,
  }
}
