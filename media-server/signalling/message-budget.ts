/** A token bucket of messages, so that a noisy browser affects only itself. */
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
    const passedMs = Math.max(0, nowMs - this.#filledAtMs)
    this.#left = Math.min(this.#size, this.#left + (passedMs / 1_000) * this.#perSecond)
    this.#filledAtMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
