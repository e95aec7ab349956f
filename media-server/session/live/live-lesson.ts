import type { LiveView } from '@/protocol/live-view'

import type { LiveEvent } from './live-event'
import type { LiveState } from './live-state'
import { reduceLive } from './reduce-live'
import { changedSlices, viewLive, type Viewer } from './view-live'

/** Somebody who is told of changes; `shown` is what her page has by now. */
export type Watcher = Viewer & {
  shown: LiveView | undefined
  tell: (change: { seq: number; changes: Partial<LiveView> }) => void
}

/** The one holder of a lesson's live state: changes it, and tells each watcher what is new for her. */
export class LiveLesson {
  #state: LiveState

  constructor(state: LiveState) {
    this.#state = state
  }

  get state(): LiveState {
    return this.#state
  }

  /** @returns whether anything changed. */
  apply(event: LiveEvent): boolean {
    const next = reduceLive(this.#state, event)
    if (next === this.#state) return false
    this.#state = next
    return true
  }

  /** The whole view, as it goes out with a welcome. */
  showAll(watcher: Watcher): { seq: number; view: LiveView } {
    watcher.shown = viewLive(this.#state, watcher)
    return { seq: this.#state.seq, view: watcher.shown }
  }

  /** Tells a watcher what has changed for her since she was last told; one who was never told waits for her welcome. */
  update(watcher: Watcher): void {
    if (!watcher.shown) return
    const view = viewLive(this.#state, watcher)
    const changes = changedSlices(watcher.shown, view)
    watcher.shown = view
    if (Object.keys(changes).length > 0) watcher.tell({ seq: this.#state.seq, changes })
  }
}

/**
 * Since when a communicator who is away is missed; null while she is not. In a break nobody misses her before its end,
 * and not at all in one without an end.
 */
export function missedSince({ lesson }: LiveState): number | null {
  const { absence, breakTime } = lesson
  if (!absence || absence.isSuspended) return null
  if (!breakTime) return absence.sinceMs
  return breakTime.untilMs === null ? null : Math.max(absence.sinceMs, breakTime.untilMs)
}

/** When the lesson changes by itself next, and how; null when only people change it. */
export function nextAlarm(state: LiveState): { atMs: number; event: LiveEvent } | null {
  const alarms: { atMs: number; event: LiveEvent }[] = []
  const missedSinceMs = missedSince(state)
  if (missedSinceMs !== null) {
    alarms.push({ atMs: missedSinceMs + state.suspendAfterMs, event: { type: 'lesson-suspended' } })
  }
  const groupsEndAtMs = state.groups?.endsAtMs ?? null
  if (groupsEndAtMs !== null) alarms.push({ atMs: groupsEndAtMs, event: { type: 'groups-closed' } })
  return alarms.toSorted((one, other) => one.atMs - other.atMs)[0] ?? null
}
