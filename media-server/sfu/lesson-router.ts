import type { AudioLevelObserver } from 'mediasoup/types'

import type { PlacedRouter, WorkerPool } from './worker-pool'

export type LessonRouterEvents = {
  onLost: () => void
  /** The producers that are heard right now, the loudest first; empty when it is quiet. */
  onVoices: (producerIds: string[]) => void
}

const VOICES_MAX = 10
const VOICE_THRESHOLD_DBVO = -50
const VOICES_EVERY_MS = 800

type Placed = PlacedRouter & { levels: AudioLevelObserver }

/** The router of one lesson; when its worker dies, `onLost` is called and the next `get()` makes a new one elsewhere. */
export class LessonRouter {
  readonly #pool: WorkerPool
  readonly #events: LessonRouterEvents
  #placed: Promise<Placed> | undefined
  #closed = false

  constructor(pool: WorkerPool, events: LessonRouterEvents) {
    this.#pool = pool
    this.#events = events
  }

  get(): Promise<PlacedRouter> {
    this.#placed ??= this.#place()
    return this.#placed
  }

  /** Listens for who speaks. A producer that is gone by now is no error. */
  async watchVoice(producerId: string): Promise<void> {
    const placed = await this.#placed
    await placed?.levels.addProducer({ producerId }).catch(ignoreGone)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    void this.#placed?.then((placed) => placed.router.close(), ignoreUnplaced)
  }

  async #place(): Promise<Placed> {
    try {
      const placed = await this.#pool.createRouter()
      placed.router.once('workerclose', () => {
        this.#placed = undefined
        if (!this.#closed) this.#events.onLost()
      })
      const levels = await placed.router.createAudioLevelObserver({
        maxEntries: VOICES_MAX,
        threshold: VOICE_THRESHOLD_DBVO,
        interval: VOICES_EVERY_MS,
      })
      levels.on('volumes', (volumes) => this.#events.onVoices(volumes.map((one) => one.producer.id)))
      levels.on('silence', () => this.#events.onVoices([]))
      return { ...placed, levels }
    } catch (error) {
      this.#placed = undefined
      throw error
    }
  }
}

/** A router that was never made needs no closing; whoever asked for it was told. */
function ignoreUnplaced(): void {}
/** Who stopped speaking before she could be listened to. */
function ignoreGone(): void {}
