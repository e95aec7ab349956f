import type { Subject } from '@/domain/live-lesson/vocabulary'
import type { LessonSession } from './lesson-session'
import { memberIdOf } from './member-id'

/** More than are ended in a day; the oldest are forgotten, and their tickets expired long ago. */
const REMEMBERED_MAX = 20_000
/** What stands for somebody whose name is no longer known. */
const NAMELESS = '…'

/** Accesses that the app has ended, so that what is told again is done once, and a ticket of before is refused. */
export class EndedAccesses {
  readonly #generations = new Map<string, number>()

  /** @returns false for what is known. */
  add(subject: Subject, generation: number): boolean {
    const key = keyOf(subject)
    if ((this.#generations.get(key) ?? 0) >= generation) return false
    this.#generations.delete(key)
    this.#generations.set(key, generation)
    const [oldest] = this.#generations.keys()
    if (this.#generations.size > REMEMBERED_MAX && oldest !== undefined) this.#generations.delete(oldest)
    return true
  }

  /** Whether an access of this generation was ended. */
  has(subject: Subject, generation: number): boolean {
    return generation < (this.#generations.get(keyOf(subject)) ?? 0)
  }
}

/**
 * Lets go of a subject that is in the lesson with an access that was ended, and takes away what it was called: the name
 * may be one that must not be known any more. Whoever may still come in is admitted again, under their current name.
 */
export function endAccessIn(session: LessonSession, subject: Subject, generation: number): void {
  const memberId = memberIdOf(session.lessonId, subject)
  const here = session.peers.filter((peer) => peer.memberId === memberId)
  const ended = here.filter((peer) => (peer.ticket.accessGeneration ?? 0) < generation)
  // Somebody who came in since then bears the name of now.
  if (ended.length < here.length) return
  if (subject.kind !== 'endpoint') session.dispatch({ type: 'member-named', memberId, displayName: NAMELESS })
  if (subject.kind === 'person') forgetSpokenFor(session)
  for (const peer of ended) session.leave(peer)
}

/** A host may have raised a hand for the very person, by a name of before. */
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
