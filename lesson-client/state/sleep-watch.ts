import { SECOND_MS } from '@/domain/durations'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'

import type { SnapshotStore } from './lesson-snapshot'

const LOOK_EVERY_MS = 2_000
/** A page that has not run for so long was asleep, and not only busy. */
const SLEEP_MS = 20_000

/**
 * Notices how long the page was away from the lesson: its device slept, or its connection was lost. What a sleeping page
 * does not notice while it sleeps, it can tell afterwards.
 */
export class SleepWatch {
  readonly #store: SnapshotStore
  #timer: ReturnType<typeof setInterval> | undefined
  #ranAtMs = Date.now()
  #awayFromMs: number | null = null

  constructor(store: SnapshotStore) {
    this.#store = store
  }

  start(): void {
    if (this.#timer) return
    this.#ranAtMs = Date.now()
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    const nowMs = Date.now()
    const { connection, lostAtMs, phase } = this.#store.get()
    if (nowMs - this.#ranAtMs > SLEEP_MS) this.#awayFromMs ??= this.#ranAtMs
    if (lostAtMs !== null) this.#awayFromMs ??= lostAtMs
    this.#ranAtMs = nowMs
    if (phase !== 'in' || connection !== 'up' || lostAtMs !== null || this.#awayFromMs === null) return
    const awayMs = nowMs - this.#awayFromMs
    this.#awayFromMs = null
    // A shorter gap is no absence.
    const { gapToleranceSeconds } = ruleSetFor(dateOf(nowMs))
    if (awayMs >= gapToleranceSeconds * SECOND_MS) this.#store.update({ awayMs })
  }
}
