import { peersLost } from '../metrics/signalling'
import type { Peer } from './peer'

const LOOK_AGAIN_MS = 500

/** How long a peer whose socket is lost keeps its place. */
export class ReconnectGrace {
  readonly #graceMs: number
  readonly #onExpired: (peer: Peer) => void
  readonly #timers = new Map<Peer, NodeJS.Timeout>()

  constructor(graceMs: number, onExpired: (peer: Peer) => void) {
    this.#graceMs = graceMs
    this.#onExpired = onExpired
  }

  begin(peer: Peer): void {
    this.#wait(peer, this.#graceMs)
  }

  end(peer: Peer): void {
    clearTimeout(this.#timers.get(peer))
    this.#timers.delete(peer)
  }

  /** As long as sound and picture pass, a lost socket alone takes nobody out of the lesson. */
  #wait(peer: Peer, ms: number): void {
    const timer = setTimeout(() => {
      if (peer.media?.isUp) return this.#wait(peer, LOOK_AGAIN_MS)
      peersLost.inc()
      this.#onExpired(peer)
    }, ms)
    this.#timers.set(peer, timer)
  }
}
