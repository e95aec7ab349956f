import { DomainError } from '@/domain/domain-error'
import type { MemberId } from '@/domain/live-lesson/vocabulary'

import type { Peer } from './peer'

/** The members of a lesson, by peer, member and classroom. */
export class Members {
  readonly #peers = new Map<string, Peer>()

  get all(): readonly Peer[] {
    return [...this.#peers.values()]
  }

  get isEmpty(): boolean {
    return this.#peers.size === 0
  }

  add(peer: Peer): void {
    this.#peers.set(peer.peerId, peer)
  }

  /** @returns false when the peer was removed already. */
  remove(peer: Peer): boolean {
    return this.#peers.delete(peer.peerId)
  }

  findPeer(peerId: string): Peer | undefined {
    return this.#peers.get(peerId)
  }

  find(memberId: MemberId): Peer | undefined {
    for (const peer of this.#peers.values()) if (peer.memberId === memberId) return peer
    return undefined
  }

  /** @throws DomainError `lesson.peer-unknown`. */
  get(memberId: MemberId): Peer {
    const peer = this.find(memberId)
    if (!peer) throw new DomainError('lesson.peer-unknown')
    return peer
  }

  /** A host's classroom; undefined while its screen is not in the lesson. */
  findClassroomOf({ ticket: { siteId } }: Peer): Peer | undefined {
    if (siteId === undefined) return undefined
    return this.all.find((peer) => peer.role === 'classroom' && peer.ticket.siteId === siteId)
  }

  /** @throws DomainError `lesson.peer-unknown` while the classroom's screen is not in the lesson. */
  getClassroomOf(host: Peer): Peer {
    const classroom = this.findClassroomOf(host)
    if (!classroom) throw new DomainError('lesson.peer-unknown')
    return classroom
  }
}
