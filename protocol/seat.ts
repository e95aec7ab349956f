import type { Subject } from './subject'

/** Characters of a seat id. */
export const SEAT_ID_LENGTH = 16

/** What a seat id is the hash of. App and media server both make one of it, so a seat can be named to either. */
export function seatText(lessonId: string, { kind, id }: Subject): string {
  return `${lessonId}/${kind}/${id}`
}
