import { createHash } from 'node:crypto'

import type { SeatId } from '@/protocol/live-view'
import { SEAT_ID_LENGTH, seatText } from '@/protocol/seat'
import type { Subject } from '@/protocol/subject'

/** A subject's place in one lesson: the same after every return, another in every lesson, and no way back to her id. */
export function seatIdOf(lessonId: string, subject: Subject): SeatId {
  return createHash('sha256').update(seatText(lessonId, subject)).digest('base64url').slice(0, SEAT_ID_LENGTH)
}
