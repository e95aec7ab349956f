import type { LiveEvent } from '@/domain/live-lesson/events'
import type { LiveState } from '@/domain/live-lesson/state'
import { canKnowOf } from '@/domain/live-lesson/subscriptions'

import { nowMs } from '../clock'
import type { Peer } from './peer'

/** A classroom that keeps speaking is recorded again after this long. */
const NOTE_EVERY_MS = 20_000

type VoiceActivityOptions = {
  peers: () => readonly Peer[]
  state: () => LiveState
  dispatch: (event: LiveEvent) => void
}

/** Records when classrooms are heard, and sends pages the loudest speaker among those that they may know of. */
export class VoiceActivity {
  readonly #options: VoiceActivityOptions
  #speaker: Peer | undefined

  constructor(options: VoiceActivityOptions) {
    this.#options = options
  }

  /** `heard`: loudest first. */
  update(heard: readonly Peer[]): void {
    const { peers, state, dispatch } = this.#options
    const now = nowMs()
    for (const { role, memberId } of heard) {
      if (role !== 'classroom' || now - (state().heard[memberId] ?? 0) < NOTE_EVERY_MS) continue
      dispatch({ type: 'classroom-heard', memberId, atMs: now })
    }
    if (heard[0] === this.#speaker) return
    this.#speaker = heard[0]
    for (const viewer of peers()) {
      if (!viewer.seesLesson) continue
      const speaker = heard.find((peer) => canKnowOf(viewer.seen, peer.seen, state()))
      viewer.send('speaker:changed', { memberId: speaker?.memberId ?? null })
    }
  }
}
