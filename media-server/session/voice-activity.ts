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
  /** Loudest first. */
  #heard: readonly Peer[] = []

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
    const isSame = heard[0] === this.#heard[0]
    this.#heard = heard
    if (!isSame) for (const viewer of peers()) this.#send(viewer)
  }

  /** To a page that was just welcomed; a resumed one may show a speaker who is silent by now. */
  tell(viewer: Peer, isResumed: boolean): void {
    if (isResumed || this.#heard.length > 0) this.#send(viewer)
  }

  #send(viewer: Peer): void {
    if (!viewer.seesLesson) return
    const speaker = this.#heard.find((peer) => canKnowOf(viewer.seen, peer.seen, this.#options.state()))
    viewer.send('speaker:changed', { memberId: speaker?.memberId ?? null })
  }
}
