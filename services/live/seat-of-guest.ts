import { createHash } from 'node:crypto'

import type { InvitationId, LessonId, VisitorId } from '@/domain/ids'
import type { SeatId } from '@/protocol/live-view'
import { SEAT_ID_LENGTH, seatText } from '@/protocol/seat'

/** The place of a guest in the live lesson, by the name that the media server has for it. */
export function seatOfGuest(lessonId: LessonId, guestId: InvitationId | VisitorId): SeatId {
  const text = seatText(lessonId, { kind: 'guest', id: guestId })
  return createHash('sha256').update(text).digest('base64url').slice(0, SEAT_ID_LENGTH)
}
