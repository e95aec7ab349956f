import { appendFile, mkdir, open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { mediaEvent, type MediaEvent } from '@/protocol/media-events'

/** The file is truncated when everything in it is delivered and it is larger than this. */
const ROTATE_BYTES = 1_000_000
/** The most bytes to read at once, except for a longer line. The app accepts slightly larger requests. */
const READ_BYTES = 2 * 1024 * 1024
const NEW_LINE = 0x0a

/** The part of a line that is not JSON to send, enough to recognise it. */
const UNREADABLE_KEPT = 500

type Line = { text: string; bytes: number }
/** The items of a batch: facts, and lines that are not facts, as they are in the file. */
export type OutboxBatch = { facts: unknown[]; unreadable: number; position: number }

type Waiting = { line: string; written: () => void; failed: (error: unknown) => void }

/**
 * Facts on disk until the app has them. A fact is sent only after its line is synced; waiting lines are synced
 * together. Survives `kill -9`: an incomplete last line is cut off, and unacknowledged facts are sent again.
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
  /** How many of them precede the position that was read last. */
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

  /** Whether the last write succeeded. When the disk is full, facts wait in memory. */
  get takesFacts(): boolean {
    return this.#takesFacts
  }

  /** How many facts are not delivered, including those that are not written yet. */
  get depth(): number {
    return this.#depth + this.#waiting.length
  }

  /** When the oldest undelivered fact was observed; null when there is none. */
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

  /**
   * The oldest undelivered facts, at most `max`, how many of them cannot be read, and the position that confirms them.
   */
  async next(max: number): Promise<OutboxBatch> {
    const lines = await this.#readLines(max)
    const bytes = lines.reduce((sum, line) => sum + line.bytes, 0)
    this.#read = { position: this.#cursor + bytes, lineCount: lines.length }
    const facts = lines.map(readLine)
    const unreadable = facts.filter((fact) => !mediaEvent.safeParse(fact).success).length
    return { facts, unreadable, position: this.#read.position }
  }

  /** Stores facts that the app cannot read in a separate file, for a person to examine. */
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

  /** Lengths are in bytes of the file: a damaged line need not be valid text. */
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

  /** The bytes after the cursor, up to at least one end of line if there is one. */
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

  /** A partial write would shift the position of everything after it. */
  async #cutOff(): Promise<void> {
    try {
      await this.#file.truncate(this.#size)
    } catch {
      // The disk refuses every write: the callers get the error, and the next start cuts off the incomplete line.
    }
  }

  /** The cursor is removed first: after a crash in between everything is sent again, and nothing is lost. */
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

/** A line that is not a fact, from another version or a damaged disk, is sent as it is: the app sets it aside. */
function readLine({ text }: Line): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: its beginning is sent as a string, which is not a fact either.
    return text.slice(0, UNREADABLE_KEPT).toWellFormed()
  }
}

async function readCursor(path: string): Promise<number> {
  try {
    return Math.max(0, Number.parseInt(await readFile(path, 'utf8'), 10) || 0)
  } catch {
    // No cursor yet: everything in the outbox is sent (again); the app recognises each fact by its id.
    return 0
  }
}
