import type { ErrorCode } from '@/domain/error-codes'
import type { MediaSource } from '@/protocol/client-messages'
import type { LiveLessonState, PeerState } from '@/protocol/server-messages'

export type RemoteTrack = {
  consumerId: string
  producerId: string
  peerId: string
  source: MediaSource
  track: MediaStreamTrack
  isPaused: boolean
}

/** Everything that a page needs to draw the lesson. Replaced as a whole at each change, never mutated. */
export type RoomSnapshot = {
  /** `lobby`: ready, nothing flows. `in`: in the lesson. `closed`: over for this page, `closed` says why. */
  phase: 'connecting' | 'lobby' | 'in' | 'closed'
  /** The signalling socket. */
  line: 'connecting' | 'up' | 'lost'
  /** Sound and picture. `blocked`: nothing has ever come through on this network. */
  media: 'idle' | 'connecting' | 'up' | 'lost' | 'blocked' | 'unsupported'
  /** Since when line or media are lost, on this device's clock. */
  lostAtMs: number | null
  selfId: string | null
  peers: readonly PeerState[]
  lesson: LiveLessonState
  tracks: readonly RemoteTrack[]
  sending: Readonly<Partial<Record<MediaSource, { track: MediaStreamTrack; isMuted: boolean }>>>
  closed: { reason: 'replaced' | 'ended' | 'refused' | 'left'; code?: ErrorCode } | null
  /** Server time minus this device's time. */
  clockOffsetMs: number
}

export const FIRST_SNAPSHOT: RoomSnapshot = {
  phase: 'connecting',
  line: 'connecting',
  media: 'idle',
  lostAtMs: null,
  selfId: null,
  peers: [],
  lesson: { phase: 'waiting', liveAtMs: null },
  tracks: [],
  sending: {},
  closed: null,
  clockOffsetMs: 0,
}

/** Holds the current snapshot and tells its listeners of the next. */
export class SnapshotStore {
  #snapshot: RoomSnapshot = FIRST_SNAPSHOT
  readonly #listeners = new Set<() => void>()

  get = (): RoomSnapshot => this.#snapshot

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  update(change: Partial<RoomSnapshot>): void {
    this.#snapshot = withLostAt({ ...this.#snapshot, ...change })
    for (const listener of this.#listeners) listener()
  }

  changePeer(peer: PeerState): void {
    const others = this.#snapshot.peers.filter((one) => one.peerId !== peer.peerId)
    this.update({ peers: [...others, peer] })
  }

  dropPeer(peerId: string): void {
    this.update({ peers: this.#snapshot.peers.filter((one) => one.peerId !== peerId) })
  }
}

function withLostAt(next: RoomSnapshot): RoomSnapshot {
  const isLost = next.phase === 'in' && (next.line === 'lost' || next.media === 'lost')
  if (isLost === (next.lostAtMs !== null)) return next
  return { ...next, lostAtMs: isLost ? Date.now() : null }
}
