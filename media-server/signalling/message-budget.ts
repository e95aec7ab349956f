/** A bucket of messages that fills with time, so that one noisy browser costs only itself. */
export class MessageBudget {
  readonly #size: number
  readonly #perSecond: number
  #left: number
  #filledAtMs: number

  constructor({ size, perSecond, nowMs }: { size: number; perSecond: number; nowMs: number }) {
    this.#size = size
    this.#perSecond = perSecond
    this.#left = size
    this.#filledAtMs = nowMs
  }

  /** @returns whether one more message may pass. */
  take(nowMs: number): boolean {
    const filled = this.#left + ((nowMs - this.#filledAtMs) / 1_000) * this.#perSecond
    this.#left = Math.min(this.#size, filled)
    this.#filledAtMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
