import { nowMs } from '../clock'
import type { Peer } from './peer'

type WatchOptions = {
  isLive: () => boolean
  /** Members who may lead the lesson. */
  leaders: () => Peer[]
  onLost: (atMs: number) => void
  onBack: () => void
}

const ASK_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 2_000
/** Reloading a page is not a lost connection. */
const PATIENCE_MS = 1_200

/**
 * Detects within about four seconds that nobody who may lead a live lesson is connected. A page that is busy, or shows a
 * dialogue of the browser, answers nothing while its media goes on: it is connected as long as packets arrive.
 */
export class CommunicatorWatch {
  readonly #options: WatchOptions
  readonly #asking: NodeJS.Timeout
  /** Waits before the loss is dispatched. */
  #losing: { lostAtMs: number; timer: NodeJS.Timeout } | undefined
  #closed = false

  constructor(options: WatchOptions) {
    this.#options = options
    this.#asking = setInterval(() => void this.#ask(), ASK_EVERY_MS)
    // After a restart, a live lesson may have no communicator.
    this.review()
  }

  /** Whether the loss of the last one is about to be dispatched. */
  get isWaiting(): boolean {
    return this.#losing !== undefined
  }

  /** A member joined or left, or a connection was lost or restored. */
  review(): void {
    const isHere = this.#options.leaders().some((peer) => peer.connection !== undefined)
    if (isHere) {
      clearTimeout(this.#losing?.timer)
      this.#losing = undefined
      this.#options.onBack()
    } else if (this.#options.isLive() && !this.#losing) {
      this.#waitForMedia()
    }
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#asking)
    clearTimeout(this.#losing?.timer)
  }

  /** The sockets of those who lead are lost; the loss counts once their media has stopped too. */
  #waitForMedia(): void {
    const received = this.#countReceived()
    const lostAtMs = nowMs()
    const timer = setTimeout(() => void this.#decide(received), PATIENCE_MS)
    this.#losing = { lostAtMs, timer }
  }

  async #decide(before: Promise<Map<Peer, number>>): Promise<void> {
    const losing = this.#losing
    const isFlowing = hasGrown(await before, await this.#countReceived())
    // Somebody may have come back meanwhile.
    if (this.#closed || losing === undefined || this.#losing !== losing) return
    if (isFlowing) return this.#waitForMedia()
    this.#losing = undefined
    this.#options.onLost(losing.lostAtMs)
  }

  async #countReceived(): Promise<Map<Peer, number>> {
    const counts = this.#options.leaders().map(async (peer) => [peer, await bytesOf(peer)] as const)
    return new Map(await Promise.all(counts))
  }

  /** A dead connection is silent for a while before it is detected, so those who lead are probed. */
  async #ask(): Promise<void> {
    if (!this.#options.isLive()) return
    await Promise.all(
      this.#options.leaders().map(async (peer) => {
        const { connection } = peer
        if (!connection) return
        let before: Promise<number> | undefined
        const late = setTimeout(() => {
          before = bytesOf(peer)
        }, ANSWER_WITHIN_MS / 2)
        const isAlive = await connection.isAlive(ANSWER_WITHIN_MS)
        clearTimeout(late)
        if (!isAlive && (await bytesOf(peer)) <= ((await before) ?? 0)) connection.close()
      }),
    )
  }
}

/** Bytes that have arrived from the peer; none once its transports are gone. */
async function bytesOf({ media }: Peer): Promise<number> {
  try {
    return (await media?.countReceivedBytes()) ?? 0
  } catch {
    // The transports closed while they were read.
    return 0
  }
}

function hasGrown(before: ReadonlyMap<Peer, number>, now: ReadonlyMap<Peer, number>): boolean {
  return [...now].some(([peer, bytes]) => bytes > (before.get(peer) ?? bytes))
}
