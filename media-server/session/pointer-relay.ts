import type { ServerMessage } from '@/protocol/server-messages'

import type { Peer } from './peer'

type Pointer = ServerMessage<'pointer:moved'>['pointer']

/**
 * The communicator's pointer: sent on as it moves, kept in memory for those who come or come back while it rests, and
 * taken away with the page that moved it.
 */
export class PointerRelay {
  readonly #peers: () => readonly Peer[]
  #pointer: Pointer = null
  #mover: Peer | undefined

  constructor(peers: () => readonly Peer[]) {
    this.#peers = peers
  }

  move(from: Peer, pointer: Pointer): void {
    this.#pointer = pointer
    this.#mover = pointer ? from : undefined
    for (const peer of this.#peers()) if (peer !== from && peer.seesLesson) peer.send('pointer:moved', { pointer })
  }

  /** To a page that was just welcomed; a resumed one may show a pointer that is gone by now. */
  tell(peer: Peer, isResumed: boolean): void {
    if (peer === this.#mover || !peer.seesLesson) return
    if (isResumed || this.#pointer) peer.send('pointer:moved', { pointer: this.#pointer })
  }

  left(peer: Peer): void {
    if (peer === this.#mover) this.move(peer, null)
  }
}
