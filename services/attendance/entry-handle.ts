import { createHash } from 'node:crypto'

import type { LessonId, PersonId } from '@/domain/ids'

const HANDLE_LENGTH = 16

/**
 * By what a page names a person's attendance in one lesson: in every lesson another, and no way back to the person. Ids
 * of entries would do too, but gaps between them say that somebody is not shown.
 */
export function entryHandleOf(lessonId: LessonId, personId: PersonId): string {
  return createHash('sha256').update(`attendance/${lessonId}/${personId}`).digest('base64url').slice(0, HANDLE_LENGTH)
}
