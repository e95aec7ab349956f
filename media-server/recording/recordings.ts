import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Logger } from 'pino'

import { lessonRecord, type LessonRecord } from '@/protocol/media-events'

import { nowMs } from '../clock'
import { endLeftovers } from './end-leftovers'
import { freeBytes } from './free-space'
import { makeFile, RECORDING_FILE } from './make-file'
import { RecordingLog } from './recording-log'

export type RecordingsOptions = {
  folder: string
  /** Recording stops when the disk has less free space than this. */
  minFreeBytes: number
  /** Resolves when delivery to the app is guaranteed. */
  persistEvent: (record: LessonRecord) => Promise<void>
  logger: Logger
}

export type OpenRecording = { folder: string; log: RecordingLog; nextSegment: () => number }

const ID = /^[0-9a-f-]{36}$/
const MADE = 'made.json'
/** Empty file beside a recording whose event is in the outbox; its name is from an earlier release. */
const DELIVERED = 'told'
const AGAIN_AFTER_MS = 60_000

/**
 * All recordings on this machine, each in its own folder: open ones, ones whose file is being made, and finished ones.
 */
export class Recordings {
  readonly #options: RecordingsOptions
  readonly #busy = new Map<string, Promise<void>>()
  readonly #retries = new Set<NodeJS.Timeout>()
  readonly #held = new Set<Promise<void>>()
  /** Files are made one at a time, because live lessons need the machine more. */
  #making: Promise<unknown> = Promise.resolve()
  #closed = false

  private constructor(options: RecordingsOptions) {
    this.#options = options
  }

  /** Resumes the work of an earlier process: `open` recordings continue, files are made for all others. */
  static async start(options: RecordingsOptions, open: ReadonlySet<string>): Promise<Recordings> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 })
    const recordings = new Recordings(options)
    for (const id of await readdir(options.folder)) {
      if (!ID.test(id)) continue
      await endLeftovers(recordings.#folderOf(id))
      if (!open.has(id)) recordings.finish(id)
    }
    return recordings
  }

  /** Whether there is space to continue recording. A disk whose free space cannot be read has none. */
  async hasSession(): Promise<boolean> {
    const free = await freeBytes(this.#options.folder).catch(() => 0)
    return free >= this.#options.minFreeBytes
  }

  /** Starts or continues a recording. */
  async open(id: string, begun: { lessonId: string; atMs: number }): Promise<OpenRecording> {
    const folder = this.#folderOf(id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const log = new RecordingLog(join(folder, 'log.jsonl'))
    const entries = await log.read()
    if (entries.length === 0) await log.append({ what: 'begun', ...begun })
    let segments = Math.max(0, ...entries.map((entry) => (entry.what === 'segment' ? entry.segment : 0)))
    return { folder, log, nextSegment: () => (segments += 1) }
  }

  /** Makes the file of a recording and notifies the app; retried until it succeeds. */
  finish(id: string): void {
    if (this.#closed) return
    const done = this.#making.then(() => this.#finish(id)).catch((error: unknown) => this.#finishLater(id, error))
    this.#making = done
    this.#busy.set(id, done)
  }

  /** The file of a finished recording; null while there is none. */
  async find(id: string): Promise<string | null> {
    const made = await readFile(join(this.#folderOf(id), MADE)).catch(() => null)
    return made && join(this.#folderOf(id), RECORDING_FILE)
  }

  /** Removes every byte of a recording. */
  async erase(id: string): Promise<void> {
    await this.#busy.get(id)
    await rm(this.#folderOf(id), { recursive: true, force: true })
    this.#options.logger.info({ event: 'recording-erased', recordingId: id })
  }

  /** A closing session still has something to write. */
  trackPending(work: Promise<void>): void {
    const held = work.finally(() => this.#held.delete(held))
    this.#held.add(held)
  }

  /** Resolves when nothing writes any more; unfinished files are made after the next start. */
  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#retries) clearTimeout(timer)
    await Promise.all(this.#held)
  }

  #folderOf(id: string): string {
    if (!ID.test(id)) throw new Error('not the id of a recording')
    return join(this.#options.folder, id)
  }

  async #finish(id: string): Promise<void> {
    const folder = this.#folderOf(id)
    const names = await readdir(folder).catch((): string[] => [])
    if (this.#closed || names.length === 0 || names.includes(DELIVERED)) return
    const record = names.includes(MADE) ? await readMade(folder) : await this.#make(id, folder)
    if (record) {
      await this.#options.persistEvent(record)
      await writeFile(join(folder, DELIVERED), '', { mode: 0o600 })
    } else {
      await rm(folder, { recursive: true, force: true })
    }
    this.#options.logger.info({ event: 'recording-finished', recordingId: id, isEmpty: !record })
  }

  async #make(recordingId: string, folder: string): Promise<LessonRecord | null> {
    const entries = await new RecordingLog(join(folder, 'log.jsonl')).read()
    const begun = entries.find((entry) => entry.what === 'begun')
    const made = begun && (await makeFile(folder, entries))
    if (!made) return null
    const { startedAtMs, endedAtMs, ...rest } = made
    const recording = { recordingId, startedAt: iso(startedAtMs), endedAt: iso(endedAtMs), ...rest }
    const record = lessonRecord.parse({
      ...{ factId: randomUUID(), lessonId: begun.lessonId, kind: 'recording-made', at: iso(nowMs()), recording },
    })
    await writeFile(join(folder, MADE), JSON.stringify(record), { mode: 0o600, flush: true })
    return record
  }

  #finishLater(id: string, error: unknown): void {
    this.#options.logger.error({ event: 'recording-not-finished', recordingId: id, error: String(error) })
    const timer = setTimeout(() => {
      this.#retries.delete(timer)
      this.finish(id)
    }, AGAIN_AFTER_MS)
    this.#retries.add(timer)
  }
}

async function readMade(folder: string): Promise<LessonRecord> {
  return lessonRecord.parse(JSON.parse(await readFile(join(folder, MADE), 'utf8')))
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
