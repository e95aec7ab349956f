import { mkdir, open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { toldFact, type ToldFact } from '@/protocol/presence'

/** Once everything is delivered and the file is larger than this, it starts anew. */
const ROTATE_BYTES = 1_000_000
/** Read at most at once; many times the longest line. The app takes requests that are a little larger. */
const READ_BYTES = 2 * 1024 * 1024
const NEW_LINE = 0x0a

type Waiting = { line: string; told: () => void; failed: (error: unknown) => void }

/**
 * Facts on disk until the app has them. A fact counts as told only when its line is synced; lines that wait together
 * are synced together. Survives `kill -9`: a torn last line is cut off, what was not acknowledged is sent again.
 */
export class Outbox {
  readonly #cursorPath: string
  readonly #file: FileHandle
  #size: number
  #cursor: number
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #closed = false
  /** Facts on disk that are not confirmed. */
  #depth: number
  /** How many of them lie before the position that was read last. */
  #read = { position: 0, lineCount: 0 }

  private constructor(folder: string, file: FileHandle, position: { size: number; cursor: number; depth: number }) {
    this.#cursorPath = join(folder, 'outbox.cursor')
    this.#file = file
    this.#size = position.size
    this.#cursor = position.cursor
    this.#depth = position.depth
  }

  static async open(folder: string): Promise<Outbox> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(join(folder, 'outbox.jsonl'), 'a+', 0o600)
    const content = await file.readFile()
    const size = content.lastIndexOf(NEW_LINE) + 1
    if (size < content.length) await file.truncate(size)
    const cursor = Math.min(await readCursor(join(folder, 'outbox.cursor')), size)
    const depth = content.subarray(cursor, size).filter((byte) => byte === NEW_LINE).length
    return new Outbox(folder, file, { size, cursor, depth })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** How many facts are not delivered, those that are not written yet among them. */
  get depth(): number {
    return this.#depth + this.#waiting.length
  }

  /** When the oldest fact that is not delivered was seen; null when there is none. */
  async oldestAtMs(): Promise<number | null> {
    if (this.#closed) return null
    const { facts } = parseLines(await this.#readLines(1))
    const [oldest] = facts
    return oldest ? Date.parse(oldest.at) : null
  }

  /** Resolves when the fact is synced to disk. */
  append(fact: ToldFact): Promise<void> {
    const line = `${JSON.stringify(fact)}\n`
    const told = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line, told: resolve, failed: reject })
    })
    this.#writing ??= this.#write()
    return told
  }

  /** The oldest facts that are not delivered, at most `max`, the lines that are none, and the position to confirm them with. */
  async next(max: number): Promise<{ facts: ToldFact[]; unreadable: string[]; position: number }> {
    const lines = await this.#readLines(max)
    const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
    this.#read = { position: this.#cursor + bytes, lineCount: lines.length }
    return { ...parseLines(lines), position: this.#read.position }
  }

  /** Everything before `position` was accepted. */
  async confirm(position: number): Promise<void> {
    this.#cursor = position
    if (position === this.#read.position) this.#depth -= this.#read.lineCount
    if (this.#cursor === this.#size && this.#size > ROTATE_BYTES && !this.#writing) {
      this.#writing = this.#startAnew()
      await this.#writing
    } else {
      await this.#saveCursor()
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#writing
    await this.#file.close()
  }

  async #readLines(max: number): Promise<string[]> {
    const length = this.#size - this.#cursor
    if (length === 0) return []
    const buffer = Buffer.alloc(Math.min(length, READ_BYTES))
    await this.#file.read(buffer, 0, buffer.length, this.#cursor)
    const whole = buffer.subarray(0, buffer.lastIndexOf(NEW_LINE) + 1)
    return whole.toString('utf8').split('\n').slice(0, -1).slice(0, max)
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        const bytes = Buffer.from(batch.map((one) => one.line).join(''))
        await this.#file.appendFile(bytes)
        await this.#file.datasync()
        this.#size += bytes.length
        this.#depth += batch.length
        for (const one of batch) one.told()
      } catch (error) {
        await this.#cutOff()
        for (const one of batch) one.failed(error)
      }
    }
    this.#writing = undefined
  }

  /** What was half written would shift the position of everything behind it. */
  async #cutOff(): Promise<void> {
    try {
      await this.#file.truncate(this.#size)
    } catch {
      // The disk takes nothing at all: those who told are told so, and the next start cuts off the torn line.
    }
  }

  /** The cursor goes first: a crash in between sends everything again, and loses nothing. */
  async #startAnew(): Promise<void> {
    try {
      this.#cursor = 0
      await this.#saveCursor()
      await this.#file.truncate(0)
      this.#size = 0
    } finally {
      await this.#write()
    }
  }

  async #saveCursor(): Promise<void> {
    await writeFile(`${this.#cursorPath}.new`, String(this.#cursor), { mode: 0o600 })
    await rename(`${this.#cursorPath}.new`, this.#cursorPath)
  }
}

/** A line that is no fact any more, from another version of the protocol, must not hold up those behind it. */
function parseLines(lines: readonly string[]): { facts: ToldFact[]; unreadable: string[] } {
  const read = lines.map((line) => ({ line, fact: toldFact.safeParse(readJson(line)) }))
  return {
    facts: read.flatMap(({ fact }) => (fact.success ? [fact.data] : [])),
    unreadable: read.flatMap(({ line, fact }) => (fact.success ? [] : [line])),
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Not JSON: the schema calls it unreadable.
    return undefined
  }
}

async function readCursor(path: string): Promise<number> {
  try {
    return Math.max(0, Number.parseInt(await readFile(path, 'utf8'), 10) || 0)
  } catch {
    // No cursor yet: everything in the outbox is sent (again); the app knows each fact by its id.
    return 0
  }
}
