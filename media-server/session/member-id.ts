import { createHash } from 'node:crypto'

import type { MemberId, Subject } from '@/domain/live-lesson/vocabulary'
import { MEMBER_ID_LENGTH, memberText } from '@/protocol/member'

/** A subject's id in one lesson: the same after every reconnect, different in every lesson, and not reversible. */
export function memberIdOf(lessonId: string, subject: Subject): MemberId {
  return createHash('sha256').update(memberText(lessonId, subject)).digest('base64url').slice(0, MEMBER_ID_LENGTH)
}
