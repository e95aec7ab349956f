import type { Subject } from '@/domain/live-lesson/vocabulary'

/** Length of a member id. */
export const MEMBER_ID_LENGTH = 16

/** The input of a member id's hash. App and media server both compute it, so that either can refer to a member. */
export function memberText(lessonId: string, { kind, id }: Subject): string {
  return `${lessonId}/${kind}/${id}`
}
