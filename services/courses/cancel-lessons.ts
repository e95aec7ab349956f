import * as z from 'zod'

import { lockLesson, selectLessonsById } from '@/db/queries/lessons'
import type { LessonState } from '@/domain/courses/vocabulary'
import type { ErrorCode } from '@/domain/error-codes'
import { isAllowed } from '@/domain/people/permissions'
import { dateOf, timeOfDayOf } from '@/domain/time'
import { lessonId } from '@/services/ids'
import type { BulkAction } from '@/services/lists/bulk-action'
import { cancelLessonIn } from './cancel-lesson'

export const cancelLessonsInput = z.strictObject({})

const REFUSALS: Record<LessonState, ErrorCode | null> = {
  planned: null,
  'not-held': null,
  cancelled: 'courses.lesson-cancelled',
  live: 'courses.lesson-has-begun',
  ended: 'courses.lesson-has-begun',
}

/** Cancels lessons that have not begun. */
export const cancelLessons: BulkAction<typeof cancelLessonsInput> = {
  permission: 'lesson.change',
  input: cancelLessonsInput,
  look: async (tx, { actor, ids, lock }) => {
    const lessonIds = ids.map((id) => lessonId.parse(id))
    if (lock) for (const id of lessonIds) await lockLesson(tx, id)
    const found = await selectLessonsById(tx, lessonIds)
    return found.map((lesson) => ({
      id: lesson.lessonId,
      name: `${lesson.groupName}, ${dateOf(lesson.startsAt.getTime())} ${timeOfDayOf(lesson.startsAt.getTime())}`,
      refusal: isAllowed(actor, 'lesson.change', lesson.hostingMunicipalityId)
        ? REFUSALS[lesson.state]
        : 'access.not-allowed',
      state: [lesson.groupId, lesson.startsAt, lesson.endsAt, lesson.communicatorId, lesson.themePart],
    }))
  },
  apply: (tx, { actor, id }) => cancelLessonIn(tx, actor, lessonId.parse(id)),
}
