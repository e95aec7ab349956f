import { nowMs } from '../clock'
import type { LiveEvent } from './live/live-event'
import { nextAlarm } from './live/live-lesson'
import type { LiveState } from './live/live-state'

/** Longest wait that a timer takes; the alarm is looked at again then. */
const WAIT_MAX_MS = 3_600_000

/** What happens in a lesson by itself when its time has come. */
export class LessonAlarm {
  readonly #ring: (event: LiveEvent) => void
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(ring: (event: LiveEvent) => void) {
    this.#ring = ring
  }

  /** Waits for what comes next in this state, and for nothing else any more. */
  set(state: LiveState): void {
    clearTimeout(this.#timer)
    const alarm = nextAlarm(state)
    if (!alarm || this.#closed) return
    const waitMs = Math.max(0, alarm.atMs - nowMs())
    const ring = () => (waitMs > WAIT_MAX_MS ? this.set(state) : this.#ring(alarm.event))
    this.#timer = setTimeout(ring, Math.min(waitMs, WAIT_MAX_MS))
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }
}
