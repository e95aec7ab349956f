import type { LiveState } from '@/domain/live-lesson/state'
import { canKnowOf } from '@/domain/live-lesson/subscriptions'
import type { PeerState } from '@/protocol/server-messages'

import type { Peer } from './peer'

type Scene = { peers: () => readonly Peer[]; state: () => LiveState }

/** Keeps each page's list of peers up to date: those that it may know of, in their present state, and nobody else. */
export class RosterSync {
  readonly #scene: Scene
  /** By viewer, the states of peers that their page has. A viewer is missing before their welcome. */
  readonly #sent = new Map<Peer, Map<string, PeerState>>()

  constructor(scene: Scene) {
    this.#scene = scene
  }

  /** The list that is sent with a welcome; from now on the viewer receives changes to it. */
  begin(viewer: Peer): PeerState[] {
    const state = this.#scene.state()
    const seen = viewer.seen
    const known = this.#scene.peers().filter((other) => canKnowOf(seen, other.seen, state))
    const states = known.map((other) => other.stateIn(state.floor))
    this.#sent.set(viewer, new Map(states.map((one) => [one.peerId, one])))
    return states
  }

  /** A peer's state may have changed: sends it to everybody who may know of them. */
  announce(peer: Peer): void {
    this.#announce([peer])
  }

  announceAll(): void {
    this.#announce(this.#scene.peers())
  }

  /** The peer is gone, as a viewer and for the others. */
  remove(peer: Peer): void {
    this.#sent.delete(peer)
    for (const [viewer, sent] of this.#sent) {
      if (sent.delete(peer.peerId)) viewer.send('peer:gone', { peerId: peer.peerId })
    }
  }

  /** Every viewer is compared with every peer: what does not depend on the pair is computed once. */
  #announce(peers: readonly Peer[]): void {
    const state = this.#scene.state()
    const announced = peers.map((peer) => ({ seen: peer.seen, now: peer.stateIn(state.floor) }))
    for (const [viewer, sent] of this.#sent) {
      const seenBy = viewer.seen
      for (const { seen, now } of announced) {
        if (!canKnowOf(seenBy, seen, state)) {
          if (sent.delete(now.peerId)) viewer.send('peer:gone', { peerId: now.peerId })
        } else if (!isSame(sent.get(now.peerId), now)) {
          sent.set(now.peerId, now)
          viewer.send('peer:changed', now)
        }
      }
    }
  }
}

function isSame(before: PeerState | undefined, now: PeerState): boolean {
  if (!before) return false
  const keys = Object.keys(now) as (keyof PeerState)[]
  return keys.every((key) => before[key] === now[key])
}
