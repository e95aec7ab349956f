import { nowMs } from '../clock'
import type { Peer } from './peer'

type WatchOptions = {
  isLive: () => boolean
  /** Those in the lesson who may run it. */
  leaders: () => Peer[]
  onLost: (atMs: number) => void
  onBack: () => void
}

const ASK_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 2_000
/** A page that is loaded anew is no lost connection. */
const PATIENCE_MS = 1_200

/** Knows within some four seconds when nobody who may run a live lesson has a connection any more. */
export class CommunicatorWatch {
  readonly #options: WatchOptions
  readonly #asking: NodeJS.Timeout
  #lostTimer: NodeJS.Timeout | undefined

  constructor(options: WatchOptions) {
    this.#options = options
    this.#asking = setInterval(() => void this.#ask(), ASK_EVERY_MS)
    // A lesson that was live before a new start may find its communicator gone.
    this.review()
  }

  /** Whether the loss of the last one is about to be told. */
  get isWaiting(): boolean {
    return this.#lostTimer !== undefined
  }

  /** Somebody came, went, lost or found a connection. */
  review(): void {
    const isHere = this.#options.leaders().some((peer) => peer.connection !== undefined)
    if (isHere) {
      clearTimeout(this.#lostTimer)
      this.#lostTimer = undefined
      this.#options.onBack()
    } else if (this.#options.isLive()) {
      const lostAtMs = nowMs()
      this.#lostTimer ??= setTimeout(() => {
        this.#lostTimer = undefined
        this.#options.onLost(lostAtMs)
      }, PATIENCE_MS)
    }
  }

  close(): void {
    clearInterval(this.#asking)
    clearTimeout(this.#lostTimer)
  }

  /** A connection that is dead says nothing by itself for a while, so she who leads is asked. */
  async #ask(): Promise<void> {
    if (!this.#options.isLive()) return
    await Promise.all(
      this.#options.leaders().map(async ({ connection }) => {
        if (connection && !(await connection.isAlive(ANSWER_WITHIN_MS))) connection.close()
      }),
    )
  }
}
