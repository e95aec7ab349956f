/** So many are opened side by side; more would only make all of them late. */
const AT_ONCE = 8
/** Whoever takes longer goes on beside the others: a worker may be starting, or another node be slow. */
const HOLD_MAX_MS = 500

/**
 * Whose media is opened next. When hundreds return at once after a death, that takes seconds in all: side by side
 * everybody would be in at the end of them; in turns the first are in at once, and whoever teaches before those who
 * come to hear her.
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
