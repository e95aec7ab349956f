import { appendFile, mkdir, open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { mediaEvent, type MediaEvent } from '@/protocol/media-events'

/** Once everything is delivered and the file is larger than this, it starts anew. */
const ROTATE_BYTES = 1_000_000
/** Read at most at once, but for a line that is longer. The app takes requests that are a little larger. */
const READ_BYTES = 2 * 1024 * 1024
const NEW_LINE = 0x0a

/** Of a line that is no JSON as much is told as shows what it was. */
const UNREADABLE_KEPT = 500

type Line = { text: string; bytes: number }
/** What a batch is made of: facts, and what stands in the file instead of one, as it stands there. */
export type OutboxBatch = { facts: unknown[]; unreadable: number; position: number }

type Waiting = { line: string; written: () => void; failed: (error: unknown) => void }

/**
 * Facts on disk until the app has them. A fact counts as told only when its line is synced; lines that wait together
 * are synced together. Survives `kill -9`: a torn last line is cut off, what was not acknowledged is sent again.
 */
export class Outbox {
  readonly #folder: string
  readonly #cursorPath: string
  readonly #file: FileHandle
  #size: number
  #cursor: number
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #closed = false
  #takesFacts = true
  /** Facts on disk that are not confirmed. */
  #depth: number
  /** How many of them lie before the position that was read last. */
  #read = { position: 0, lineCount: 0 }

  private constructor(folder: string, file: FileHandle, position: { size: number; cursor: number; depth: number }) {
    this.#folder = folder
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

  /** Whether what was written last was taken by the disk. A full disk takes nothing; facts wait in memory then. */
  get takesFacts(): boolean {
    return this.#takesFacts
  }

  /** How many facts are not delivered, those that are not written yet among them. */
  get depth(): number {
    return this.#depth + this.#waiting.length
  }

  /** When the oldest fact that is not delivered was seen; null when there is none. */
  async oldestAtMs(): Promise<number | null> {
    if (this.#closed) return null
    const [line] = await this.#readLines(1)
    const oldest = line && mediaEvent.safeParse(readLine(line)).data
    return oldest ? Date.parse(oldest.at) : null
  }

  /** Resolves when the fact is synced to disk. */
  append(fact: MediaEvent): Promise<void> {
    const line = `${JSON.stringify(fact)}\n`
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line, written: resolve, failed: reject })
    })
    this.#writing ??= this.#write()
    return written
  }

  /** The oldest facts that are not delivered, at most `max`, how many of them cannot be read, and the position to confirm them with. */
  async next(max: number): Promise<OutboxBatch> {
    const lines = await this.#readLines(max)
    const bytes = lines.reduce((sum, line) => sum + line.bytes, 0)
    this.#read = { position: this.#cursor + bytes, lineCount: lines.length }
    const facts = lines.map(readLine)
    const unreadable = facts.filter((fact) => !mediaEvent.safeParse(fact).success).length
    return { facts, unreadable, position: this.#read.position }
  }

  /** Keeps facts that the app does not read in a file of their own, for a person to look at. */
  async setAside(facts: readonly unknown[]): Promise<void> {
    const lines = facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')
    await appendFile(join(this.#folder, 'outbox.refused.jsonl'), lines, { mode: 0o600, flush: true })
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

  /** Lines are measured as they stand in the file: what a damaged disk left in them need not be text. */
  async #readLines(max: number): Promise<Line[]> {
    const buffer = await this.#readAhead()
    const lines: Line[] = []
    for (let from = 0; lines.length < max;) {
      const end = buffer.indexOf(NEW_LINE, from)
      if (end === -1) break
      lines.push({ text: buffer.toString('utf8', from, end), bytes: end + 1 - from })
      from = end + 1
    }
    return lines
  }

  /** The bytes after the cursor, up to at least one end of line where there is one. */
  async #readAhead(): Promise<Buffer> {
    const length = this.#size - this.#cursor
    for (let wanted = READ_BYTES; ; wanted *= 2) {
      const buffer = Buffer.alloc(Math.min(length, wanted))
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, this.#cursor)
      if (buffer.includes(NEW_LINE) || wanted >= length) return buffer.subarray(0, bytesRead)
    }
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
        this.#takesFacts = true
        for (const one of batch) one.written()
      } catch (error) {
        this.#takesFacts = false
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

/** A line that is no fact, of another version or of a damaged disk, is told as it is: the app sets it aside. */
function readLine({ text }: Line): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: its beginning is told as a text, which is no fact either.
    return text.slice(0, UNREADABLE_KEPT).toWellFormed()
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
