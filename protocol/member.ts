import type { Subject } from '@/domain/live-lesson/vocabulary'

/** Characters of a member id. */
export const MEMBER_ID_LENGTH = 16

/** What a member id is the hash of. App and media server both make one of it, so a member can be named to either. */
export function memberText(lessonId: string, { kind, id }: Subject): string {
  return `${lessonId}/${kind}/${id}`
}
