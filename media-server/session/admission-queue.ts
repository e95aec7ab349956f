/** How many are opened in parallel; more would only delay all of them. */
const AT_ONCE = 8
/** After this long the next one starts anyway: a worker may be starting, or another node be slow. */
const HOLD_MAX_MS = 500

/**
 * The order in which peers' media is opened. When hundreds reconnect after a crash, that takes seconds in all. In
 * parallel everybody would be ready only at the end; in turn the first are ready immediately, and those who teach come
 * before those who listen.
 */
export class AdmissionQueue {
  #free = AT_ONCE
  readonly #teaching: (() => void)[] = []
  readonly #others: (() => void)[] = []

  /** Runs `work` when its turn comes. */
  async take<Result>(isTeaching: boolean, work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => (isTeaching ? this.#teaching : this.#others).push(resolve))
    let isHeld = true
    const pass = () => {
      if (isHeld) this.#passOn()
      isHeld = false
    }
    const timer = setTimeout(pass, HOLD_MAX_MS)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      pass()
    }
  }

  #passOn(): void {
    const next = this.#teaching.shift() ?? this.#others.shift()
    if (next) next()
    else this.#free += 1
  }
}
