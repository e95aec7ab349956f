import { peersLost } from '../metrics/signalling'
import type { Peer } from './peer'

const LOOK_AGAIN_MS = 500

/** How long a peer whose socket is lost is kept. */
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

  /** As long as media passes, a lost socket alone removes nobody from the lesson. */
  #wait(peer: Peer, ms: number): void {
    const timer = setTimeout(() => {
      if (peer.media?.isUp) return this.#wait(peer, LOOK_AGAIN_MS)
      peersLost.inc()
      this.#onExpired(peer)
    }, ms)
    this.#timers.set(peer, timer)
  }
}
