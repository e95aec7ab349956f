import { createHash } from 'node:crypto'

import type { MemberId } from '@/domain/live-lesson/vocabulary'
import type { InvitationId, LessonId, VisitorId } from '@/domain/ids'
import { MEMBER_ID_LENGTH, memberText } from '@/protocol/member'

/** The member id of a guest in the live lesson. */
export function memberOfGuest(lessonId: LessonId, guestId: InvitationId | VisitorId): MemberId {
  const text = memberText(lessonId, { kind: 'guest', id: guestId })
  return createHash('sha256').update(text).digest('base64url').slice(0, MEMBER_ID_LENGTH)
}
