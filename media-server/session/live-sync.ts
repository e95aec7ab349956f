import type { LiveState } from '@/domain/live-lesson/state'
import type { LiveView } from '@/domain/live-lesson/view'
import { changedSlices, viewFor, type Viewer } from '@/domain/live-lesson/view-for'

export type Watcher = {
  viewer: Viewer
  send: (change: { seq: number; changes: Partial<LiveView> }) => void
}

/** Keeps each page's view of the live lesson up to date: sends the slices that changed for this viewer. */
export class LiveSync<Key extends object> {
  readonly #watcherOf: (key: Key) => Watcher
  /** The slices that each page has. A page is missing before its welcome. */
  readonly #sent = new Map<Key, LiveView>()

  constructor(watcherOf: (key: Key) => Watcher) {
    this.#watcherOf = watcherOf
  }

  /** The whole view, sent with a welcome; from now on the page receives changes to it. */
  begin(key: Key, state: LiveState): LiveView {
    const view = viewFor(state, this.#watcherOf(key).viewer)
    this.#sent.set(key, view)
    return view
  }

  update(state: LiveState): void {
    for (const [key, before] of this.#sent) {
      const { viewer, send } = this.#watcherOf(key)
      const view = viewFor(state, viewer)
      const changes = changedSlices(before, view)
      this.#sent.set(key, view)
      if (Object.keys(changes).length > 0) send({ seq: state.seq, changes })
    }
  }

  remove(key: Key): void {
    this.#sent.delete(key)
  }
}
