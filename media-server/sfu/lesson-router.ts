import type { PlacedRouter, WorkerPool } from './worker-pool'

/** The router of one lesson; when its worker dies, `onLost` is called and the next `get()` makes a new one elsewhere. */
export class LessonRouter {
  readonly #pool: WorkerPool
  readonly #onLost: () => void
  #placed: Promise<PlacedRouter> | undefined
  #closed = false

  constructor(pool: WorkerPool, onLost: () => void) {
    this.#pool = pool
    this.#onLost = onLost
  }

  get(): Promise<PlacedRouter> {
    this.#placed ??= this.#place()
    return this.#placed
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    void this.#placed?.then((placed) => placed.router.close(), ignoreUnplaced)
  }

  async #place(): Promise<PlacedRouter> {
    try {
      const placed = await this.#pool.createRouter()
      placed.router.once('workerclose', () => {
        this.#placed = undefined
        if (!this.#closed) this.#onLost()
      })
      return placed
    } catch (error) {
      this.#placed = undefined
      throw error
    }
  }
}

/** A router that was never made needs no closing; whoever asked for it was told. */
function ignoreUnplaced(): void {}
