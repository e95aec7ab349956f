import { nowMs } from '../rtp/send-time'

export type Task = {
  /** The next run; the task itself sets it. */
  dueMs: number
  run: (nowMs: number) => void
}

const TICK_MS = 4

/** One timer for all periodic tasks: hundreds of voices, cameras and reports. */
export class Pacer {
  readonly #tasks = new Set<Task>()
  readonly #timer = setInterval(() => this.#tick(), TICK_MS)

  /** @returns a function that removes the task. */
  add(task: Task): () => void {
    this.#tasks.add(task)
    return () => void this.#tasks.delete(task)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#tasks.clear()
  }

  #tick(): void {
    const now = nowMs()
    for (const task of this.#tasks) if (task.dueMs <= now) task.run(now)
  }
}
