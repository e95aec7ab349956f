import type { Subject } from '@/domain/live-lesson/vocabulary'
import type { LessonSession } from './lesson-session'
import { memberIdOf } from './member-id'

/** More than are revoked in a day; the oldest are dropped, and their tickets expired long ago. */
const REMEMBERED_MAX = 20_000
/** Replaces the name of somebody whose name is no longer known. */
const NAMELESS = '…'

/** Revocations announced by the app, so that repeated ones are applied once, and earlier tickets are refused. */
export class EndedAccesses {
  readonly #generations = new Map<string, number>()

  /** @returns false for a known one. */
  add(subject: Subject, generation: number): boolean {
    const key = keyOf(subject)
    if ((this.#generations.get(key) ?? 0) >= generation) return false
    this.#generations.delete(key)
    this.#generations.set(key, generation)
    const [oldest] = this.#generations.keys()
    if (this.#generations.size > REMEMBERED_MAX && oldest !== undefined) this.#generations.delete(oldest)
    return true
  }

  /** Whether access of this generation was revoked. */
  has(subject: Subject, generation: number): boolean {
    return generation < (this.#generations.get(keyOf(subject)) ?? 0)
  }
}

/**
 * Removes the peers of a subject whose access was revoked, and replaces the display name: the old name may have become
 * secret. Subjects that still have access are admitted again, under their current name.
 */
export function endAccessIn(session: LessonSession, subject: Subject, generation: number): void {
  const memberId = memberIdOf(session.lessonId, subject)
  const here = session.peers.filter((peer) => peer.memberId === memberId)
  const ended = here.filter((peer) => (peer.ticket.accessGeneration ?? 0) < generation)
  // Somebody who joined after the revocation has the current name.
  if (ended.length < here.length) return
  if (subject.kind !== 'endpoint') session.dispatch({ type: 'member-named', memberId, displayName: NAMELESS })
  if (subject.kind === 'person') forgetSpokenFor(session)
  for (const peer of ended) session.leave(peer)
}

/** A host may have raised a hand for the same person, under the earlier name. */
function forgetSpokenFor(session: LessonSession): void {
  for (const { memberId, displayName } of session.state.hands) {
    const classroom = session.members.find(memberId)
    if (classroom?.role !== 'classroom' || classroom.ticket.displayName === displayName) continue
    session.dispatch({ type: 'member-named', memberId, displayName: classroom.ticket.displayName })
  }
}

function keyOf({ kind, id }: Subject): string {
  return `${kind}/${id}`
}
