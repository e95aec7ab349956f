import { nowMs } from '../clock'
import type { Peer } from './peer'

type WatchOptions = {
  isLive: () => boolean
  /** Members who may lead the lesson. */
  leaders: () => Peer[]
  onLost: (atMs: number) => void
  onBack: () => void
}

const ASK_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 2_000
/** Reloading a page is not a lost connection. */
const PATIENCE_MS = 1_200

/** Detects within about four seconds that nobody who may lead a live lesson is connected. */
export class CommunicatorWatch {
  readonly #options: WatchOptions
  readonly #asking: NodeJS.Timeout
  #lostTimer: NodeJS.Timeout | undefined

  constructor(options: WatchOptions) {
    this.#options = options
    this.#asking = setInterval(() => void this.#ask(), ASK_EVERY_MS)
    // After a restart, a live lesson may have no communicator.
    this.review()
  }

  /** Whether the loss of the last one is about to be dispatched. */
  get isWaiting(): boolean {
    return this.#lostTimer !== undefined
  }

  /** A member joined or left, or a connection was lost or restored. */
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

  /** A dead connection is silent for a while before it is detected, so those who lead are probed. */
  async #ask(): Promise<void> {
    if (!this.#options.isLive()) return
    await Promise.all(
      this.#options.leaders().map(async ({ connection }) => {
        if (connection && !(await connection.isAlive(ANSWER_WITHIN_MS))) connection.close()
      }),
    )
  }
}
