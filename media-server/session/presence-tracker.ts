import { randomUUID } from 'node:crypto'

import type { LessonFactKind, PresenceKind } from '@/domain/attendance/vocabulary'
import type { PresenceFact, PresentSubject } from '@/protocol/media-events'

import { nowMs, nowText } from '../clock'

export type TrackedPeer = { peerId: string; lessonId: string; subject: PresentSubject }
type Presence = TrackedPeer & { isMediaUp: boolean }

const SEEN_EVERY_MS = 60_000

/** Turns peers' changes into facts on the server's clock. Presence begins when a peer enters, not before. */
export class PresenceTracker {
  readonly #tell: (fact: PresenceFact) => void
  readonly #present = new Map<string, Presence>()
  readonly #timer: NodeJS.Timeout

  constructor(tell: (fact: PresenceFact) => void, seenEveryMs: number = SEEN_EVERY_MS) {
    this.#tell = tell
    this.#timer = setInterval(() => this.#seeAll(), seenEveryMs)
  }

  entered(peer: TrackedPeer, isMediaUp: boolean): void {
    if (this.#present.has(peer.peerId)) return
    this.#present.set(peer.peerId, { ...peer, isMediaUp: false })
    this.#tellOf(peer, 'joined')
    this.mediaChanged(peer.peerId, isMediaUp)
  }

  mediaChanged(peerId: string, isMediaUp: boolean): void {
    const presence = this.#present.get(peerId)
    if (!presence || presence.isMediaUp === isMediaUp) return
    presence.isMediaUp = isMediaUp
    this.#tellOf(presence, isMediaUp ? 'media-up' : 'media-down')
  }

  left(peerId: string): void {
    const presence = this.#present.get(peerId)
    if (!presence) return
    this.mediaChanged(peerId, false)
    this.#present.delete(peerId)
    this.#tellOf(presence, 'left')
  }

  /** A fact about the lesson itself; `atMs` if it is known only afterwards. */
  lessonChanged(lessonId: string, kind: LessonFactKind, atMs = nowMs()): void {
    const at = new Date(atMs).toISOString()
    this.#tell({ factId: randomUUID(), lessonId, kind, subject: null, peerId: null, at })
  }

  /** Records that everybody has left: the server is shutting down cleanly. */
  close(): void {
    clearInterval(this.#timer)
    for (const peerId of [...this.#present.keys()]) this.left(peerId)
  }

  #seeAll(): void {
    for (const presence of this.#present.values()) if (presence.isMediaUp) this.#tellOf(presence, 'seen')
  }

  #tellOf(peer: TrackedPeer, kind: PresenceKind): void {
    const { lessonId, subject, peerId } = peer
    this.#tell({ factId: randomUUID(), lessonId, kind, subject, peerId, at: nowText() })
  }
}
