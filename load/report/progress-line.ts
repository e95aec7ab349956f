import type { Progress } from '../run/run-shard'

const EVERY_MS = 5_000
const CLEAR_LINE = '\r\u001b[2K'

type Output = { isTTY?: boolean; write: (text: string) => unknown }

/** A progress line: rewritten on a terminal, printed every five seconds elsewhere. */
export class ProgressLine {
  readonly #output: Output
  readonly #wanted: number
  readonly #startedAtMs = performance.now()
  #writtenAtMs = 0
  #before: { progress: Progress; atMs: number } | undefined

  constructor(output: Output, wanted: number) {
    this.#output = output
    this.#wanted = wanted
  }

  show(progress: Progress): void {
    const now = performance.now()
    if (!this.#output.isTTY && now - this.#writtenAtMs < EVERY_MS) return
    this.#writtenAtMs = now
    const line = this.#format(progress, now)
    this.#before = { progress, atMs: now }
    this.#output.write(this.#output.isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`)
  }

  end(): void {
    if (this.#output.isTTY) this.#output.write(CLEAR_LINE)
  }

  #format({ joined, packetsIn, bytesIn, lost, errors }: Progress, now: number): string {
    const before = this.#before
    const seconds = before ? (now - before.atMs) / 1_000 : (now - this.#startedAtMs) / 1_000
    const packets = Math.round((packetsIn - (before?.progress.packetsIn ?? 0)) / seconds)
    const megabits = ((bytesIn - (before?.progress.bytesIn ?? 0)) * 8) / seconds / 1e6
    const since = Math.round((now - this.#startedAtMs) / 1_000)
    return `${since} s  ${joined} of ${this.#wanted} in  ${packets} packets/s  ${megabits.toFixed(1)} Mbit/s  ${lost} lost  ${errors} errors`
  }
}
