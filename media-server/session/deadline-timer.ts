import { nextDeadline } from '@/domain/live-lesson/deadlines'
import type { LiveEvent } from '@/domain/live-lesson/events'
import type { LiveState } from '@/domain/live-lesson/state'

import { nowMs } from '../clock'

/** The longest delay of a timer; after it the deadline is checked again. */
const WAIT_MAX_MS = 3_600_000

/** Waits for the next deadline of a lesson's state, and for no other. */
export class DeadlineTimer {
  readonly #onReached: (event: LiveEvent) => void
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(onReached: (event: LiveEvent) => void) {
    this.#onReached = onReached
  }

  set(state: LiveState, isLed: boolean): void {
    clearTimeout(this.#timer)
    const deadline = nextDeadline(state, isLed)
    if (!deadline || this.#closed) return
    const waitMs = Math.max(0, deadline.atMs - nowMs())
    const onTime = () => (waitMs > WAIT_MAX_MS ? this.set(state, isLed) : this.#onReached(deadline.event))
    this.#timer = setTimeout(onTime, Math.min(waitMs, WAIT_MAX_MS))
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }
}
