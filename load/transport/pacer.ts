import { nowMs } from '../rtp/send-time'

export type Task = {
  /** When it is to run next; the task itself moves it on. */
  dueMs: number
  run: (nowMs: number) => void
}

const TICK_MS = 4

/** One timer for everything that happens again and again: hundreds of voices, cameras and reports. */
export class Pacer {
  readonly #tasks = new Set<Task>()
  readonly #timer = setInterval(() => this.#tick(), TICK_MS)

  /** @returns what takes the task out again. */
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
