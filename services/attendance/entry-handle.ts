import { createHash } from 'node:crypto'

import type { LessonId, PersonId } from '@/domain/ids'

const HANDLE_LENGTH = 16

/**
 * How a page refers to a person's attendance in one lesson: different in every lesson, and not reversible to the
 * person. Entry ids would not do: gaps between them would reveal that somebody is hidden.
 */
export function entryHandleOf(lessonId: LessonId, personId: PersonId): string {
  return createHash('sha256').update(`attendance/${lessonId}/${personId}`).digest('base64url').slice(0, HANDLE_LENGTH)
}
