/** How long a lost path may recover without an ICE restart, in ms. */
const HEAL_MS = 700
const RESTART_EVERY_MS = 3_000
const RESTARTS_MAX = 3
/** If no packet arrives within this time on a first connection, the network is assumed to block media. */
const BLOCKED_AFTER_MS = 9_000

export type PathState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'

type Options = {
  /** Whether any path of the page has ever carried packets. */
  wasUp: () => boolean
  onChange: () => void
  restartIce: () => Promise<void>
  /** ICE restarts did not help. */
  onGivenUp: () => void
}

/**
 * Watches the path of one transport, and restarts its ICE until packets come through again or it is given up. Each
 * transport has its own: when the network is back, one may recover while the other one does not.
 */
export class PathHealth {
  readonly #options: Options
  #state: PathState = 'new'
  #restarts = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: Options) {
    this.#options = options
  }

  get isUp(): boolean {
    return this.#state === 'connected'
  }

  /** Also while it is being looked for again. */
  get isLost(): boolean {
    return this.#state === 'disconnected' || this.#state === 'failed' || this.#restarts > 0
  }

  /** The transport's connection is in this state now. */
  take(state: PathState): void {
    clearTimeout(this.#timer)
    this.#state = state
    if (state === 'connected') this.#restarts = 0
    else if (state === 'connecting') this.#healAfter(this.#options.wasUp() ? RESTART_EVERY_MS : BLOCKED_AFTER_MS)
    else if (state === 'failed') this.#healAfter(0)
    else if (state === 'disconnected') this.#healAfter(HEAL_MS)
    this.#options.onChange()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #healAfter(ms: number): void {
    this.#timer = setTimeout(() => this.#heal(), ms)
  }

  #heal(): void {
    this.#restarts += 1
    this.#options.onChange()
    if (this.#restarts > RESTARTS_MAX) return this.#options.onGivenUp()
    this.#healAfter(RESTART_EVERY_MS)
    // If the restart cannot be requested, the timer above tries again.
    this.#options.restartIce().catch(() => undefined)
  }
}
