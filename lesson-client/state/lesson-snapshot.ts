import { EMPTY_LIVE_VIEW, type Channel, type LiveView, type Pointer } from '@/domain/live-lesson/view'
import type { Capability, MediaSource, MemberId, ViewMode } from '@/domain/live-lesson/vocabulary'
import type { ErrorCode } from '@/domain/error-codes'
import type { PeerState } from '@/protocol/server-messages'

import type { DeviceSource } from '../local-media/devices'
import { CLOSED, type SourceState } from '../local-media/local-source'
import type { NetworkLevel } from '../quality/network-level'

export type RemoteTrack = {
  consumerId: string
  producerId: string
  peerId: string
  source: MediaSource
  track: MediaStreamTrack
  isPaused: boolean
}

/** What this page sends from one source. */
export type Sending = { track: MediaStreamTrack; isMuted: boolean }

/** Packet counts of this connection, and their quality. */
export type Meter = {
  /** Bytes of media in both directions since the page opened. */
  bytes: number
  /** Bytes per second over the last few seconds. */
  bytesPerSecond: number
  level: NetworkLevel
}

/** Everything that a page needs to render the lesson. Replaced as a whole at each change, never mutated. */
export type LessonSnapshot = {
  /** `pre-join`: ready, no media flows. `in`: in the lesson. `closed`: over for this page, `closed` says why. */
  phase: 'connecting' | 'pre-join' | 'in' | 'closed'
  /** The signalling socket. */
  connection: 'connecting' | 'up' | 'lost'
  /** Audio and video. `blocked`: no media has ever arrived on this network. */
  media: 'idle' | 'connecting' | 'up' | 'lost' | 'blocked' | 'unsupported'
  /** Since when the connection or media has been lost, on this device's clock. */
  lostAtMs: number | null
  selfId: string | null
  /** Leads support to this page's lines in the logs. */
  ticketNumber: string | null
  peers: readonly PeerState[]
  /** Number of the last change that `live` contains. */
  seq: number
  live: LiveView
  /** The communicator's pointer on the slide. */
  pointer: Pointer | null
  /** The loudest speaker right now. */
  speaker: MemberId | null
  tracks: readonly RemoteTrack[]
  sending: Readonly<Partial<Record<MediaSource, Sending>>>
  /** This page's camera and microphone, sent or not. */
  devices: Readonly<Record<DeviceSource, SourceState>>
  /** For how long the page was away from the lesson, until the person has read it; null when they were not. */
  awayMs: number | null
  /** The open microphone gives no sound at all. */
  isSilent: boolean
  /** The person has touched this page since it entered or came back: its devices may open. */
  hasActed: boolean
  /** The view mode that the person chose. */
  chosenMode: ViewMode
  /** The present view mode: the chosen one, or less while the network or the data limit requires it. */
  mode: ViewMode
  meter: Meter
  /** The session has ended: a lost connection comes back once the person has signed in again. */
  isSignedOut: boolean
  /** A new ticket is available for this visitor, or they were turned away. */
  admission: 'admitted' | 'refused' | null
  closed: { reason: 'replaced' | 'removed' | 'ended' | 'not-held' | 'refused' | 'left'; code?: ErrorCode } | null
  /** Server time minus this device's time. */
  clockOffsetMs: number
}

export const FIRST_SNAPSHOT: LessonSnapshot = {
  phase: 'connecting',
  connection: 'connecting',
  media: 'idle',
  lostAtMs: null,
  selfId: null,
  ticketNumber: null,
  peers: [],
  seq: 0,
  live: EMPTY_LIVE_VIEW,
  pointer: null,
  speaker: null,
  tracks: [],
  sending: {},
  devices: { camera: CLOSED, microphone: CLOSED },
  awayMs: null,
  isSilent: false,
  hasActed: false,
  chosenMode: 'everything',
  mode: 'everything',
  meter: { bytes: 0, bytesPerSecond: 0, level: 'good' },
  isSignedOut: false,
  admission: null,
  closed: null,
  clockOffsetMs: 0,
}

/** Holds the current snapshot and notifies its listeners of the next. */
export class SnapshotStore {
  #snapshot: LessonSnapshot
  readonly #listeners = new Set<() => void>()

  constructor(first: LessonSnapshot = FIRST_SNAPSHOT) {
    this.#snapshot = first
  }

  get = (): LessonSnapshot => this.#snapshot

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves once the snapshot matches, or with false when it does not by `untilMs` of `performance.now()`. */
  until(isWanted: (snapshot: LessonSnapshot) => boolean, untilMs: number): Promise<boolean> {
    const leftMs = untilMs - performance.now()
    if (leftMs <= 0 || isWanted(this.#snapshot)) return Promise.resolve(leftMs > 0)
    return new Promise((resolve) => {
      const settle = (isSo: boolean) => {
        unsubscribe()
        clearTimeout(timer)
        resolve(isSo)
      }
      const unsubscribe = this.subscribe(() => isWanted(this.#snapshot) && settle(true))
      const timer = setTimeout(() => settle(false), leftMs)
    })
  }

  update(change: Partial<LessonSnapshot>): void {
    this.#snapshot = withLostAt({ ...this.#snapshot, ...change })
    for (const listener of this.#listeners) listener()
  }

  /** Replaces slices of the live lesson. A change older than the snapshot is ignored. */
  changeLive(seq: number, changes: Partial<LiveView>): void {
    if (seq < this.#snapshot.seq) return
    this.update({ seq, live: { ...this.#snapshot.live, ...changes } })
  }

  changePeer(peer: PeerState): void {
    const others = this.#snapshot.peers.filter((one) => one.peerId !== peer.peerId)
    this.update({ peers: [...others, peer] })
  }

  dropPeer(peerId: string): void {
    this.update({ peers: this.#snapshot.peers.filter((one) => one.peerId !== peerId) })
  }
}

/** Whether this page may do something now; the server decides by the same list. */
export function can({ live }: LessonSnapshot, capability: Capability): boolean {
  return live.capabilities.includes(capability)
}

/** This page's own peer. */
export function selfOf({ peers, selfId }: LessonSnapshot): PeerState | undefined {
  return peers.find((peer) => peer.peerId === selfId)
}

function withLostAt(next: LessonSnapshot): LessonSnapshot {
  const isLost = next.phase === 'in' && (next.connection === 'lost' || next.media === 'lost')
  if (isLost === (next.lostAtMs !== null)) return next
  return { ...next, lostAtMs: isLost ? Date.now() : null }
}

/** The channel of a language, if an interpreter has opened one. */
export function findChannel({ live }: LessonSnapshot, language: string | null | undefined): Channel | undefined {
  return live.channels.list.find((channel) => channel.language === language)
}

/** The voice of a language's interpreter, if this page receives it. */
export function channelTrackOf(snapshot: LessonSnapshot, language: string): RemoteTrack | undefined {
  const { peers, tracks } = snapshot
  const speaking = findChannel(snapshot, language)?.speaking
  const peerId = peers.find((peer) => peer.memberId === speaking)?.peerId
  return tracks.find((one) => one.source === 'channel' && one.peerId === peerId)
}
