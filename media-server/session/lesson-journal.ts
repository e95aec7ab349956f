import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Logger } from 'pino'
import * as z from 'zod'

import type { LiveState } from '@/domain/live-lesson/state'
import { readLiveState } from '@/protocol/live-state'
import { countWrite } from '../metrics/media-events'
import { takeOverEarlierJournal } from './earlier-journal'

const record = z.object({ changedAtMs: z.int(), state: z.unknown() })
type JournalRecord = { changedAtMs: number; state: LiveState }

const KEEP_MS = 24 * 3_600_000
const FILE_NAME = /^([0-9a-f-]{36})\.json$/

/**
 * The live state of each lesson on disk, so that a media server that crashed continues where it was. One file per
 * lesson.
 */
export class LessonJournal {
  readonly #folder: string
  readonly #states: Map<string, JournalRecord>
  readonly #writing = new Map<string, Promise<void>>()
  readonly #waiting = new Map<string, Promise<void>>()
  /** Lessons whose file is being synced, and whether it has changed since. */
  readonly #unsynced = new Map<string, boolean>()

  private constructor(folder: string, states: Map<string, JournalRecord>) {
    this.#folder = folder
    this.#states = states
  }

  static async open(folder: string, logger: Logger): Promise<LessonJournal> {
    const path = join(folder, 'lessons')
    await mkdir(path, { recursive: true, mode: 0o700 })
    await takeOverEarlierJournal(folder, logger)
    return new LessonJournal(path, await readStates(path, logger))
  }

  find(lessonId: string): LiveState | undefined {
    return this.#states.get(lessonId)?.state
  }

  /** Lessons that were live when they were last saved. */
  get live(): string[] {
    return [...this.#states].flatMap(([lessonId, { state }]) => (state.lesson.phase === 'live' ? [lessonId] : []))
  }

  /**
   * Resolves when this state, or a later one, survives a crash of this process: it is in the file, and the sync follows
   * in the background, so that a slow disk delays nobody. Changes made during a write are written together.
   */
  save(lessonId: string, state: LiveState): Promise<void> {
    this.#states.set(lessonId, { changedAtMs: Date.now(), state })
    this.#forgetOld()
    const waiting = this.#waiting.get(lessonId)
    if (waiting) return waiting
    const before = this.#writing.get(lessonId)
    if (!before) return this.#startWriting(lessonId)
    const next = before.catch(ignoreForNext).then(() => {
      this.#waiting.delete(lessonId)
      return this.#startWriting(lessonId)
    })
    this.#waiting.set(lessonId, next)
    return next
  }

  /** Deletes a lesson that now belongs to another node. */
  async forget(lessonId: string): Promise<void> {
    this.#states.delete(lessonId)
    await this.whenIdle(lessonId)
    if (!this.#states.has(lessonId)) await rm(join(this.#folder, `${lessonId}.json`), { force: true })
  }

  /** Resolves when everything saved of a lesson is on disk, or could not be written. */
  async whenIdle(lessonId: string): Promise<void> {
    await Promise.allSettled([this.#writing.get(lessonId), this.#waiting.get(lessonId)])
  }

  /**
   * Lessons of yesterday are dropped from memory and disk; a file that cannot be removed is dropped at the next start.
   */
  #forgetOld(): void {
    const now = Date.now()
    for (const [lessonId, { changedAtMs }] of this.#states) {
      if (now - changedAtMs <= KEEP_MS) continue
      this.#states.delete(lessonId)
      rm(join(this.#folder, `${lessonId}.json`), { force: true }).catch(ignoreForNext)
    }
  }

  #startWriting(lessonId: string): Promise<void> {
    const written = countWrite(this.#write(lessonId)).finally(() => {
      if (this.#writing.get(lessonId) === written) this.#writing.delete(lessonId)
    })
    this.#writing.set(lessonId, written)
    return written
  }

  async #write(lessonId: string): Promise<void> {
    const kept = this.#states.get(lessonId)
    if (!kept) return
    const path = join(this.#folder, `${lessonId}.json`)
    await writeFile(`${path}.new`, JSON.stringify(kept), { mode: 0o600 })
    await rename(`${path}.new`, path)
    void this.#syncLater(lessonId, path)
  }

  /** One sync at a time for each lesson; what is written meanwhile is synced after it. */
  async #syncLater(lessonId: string, path: string): Promise<void> {
    const isSyncing = this.#unsynced.has(lessonId)
    this.#unsynced.set(lessonId, true)
    if (isSyncing) return
    while (this.#unsynced.get(lessonId)) {
      this.#unsynced.set(lessonId, false)
      await sync(path).catch(ignoreForNext)
    }
    this.#unsynced.delete(lessonId)
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function readStates(folder: string, logger: Logger): Promise<Map<string, JournalRecord>> {
  const states = new Map<string, JournalRecord>()
  for (const name of await readdir(folder)) {
    const lessonId = FILE_NAME.exec(name)?.[1]
    if (lessonId === undefined) continue
    const path = join(folder, name)
    try {
      const kept = record.parse(JSON.parse(await readFile(path, 'utf8')))
      const read = readLiveState(kept.state)
      if (!read) throw new Error('the phase of the lesson is not known')
      if (read.forgotten.length > 0)
        logger.warn({ event: 'journal-of-other-shape', lessonId, forgotten: read.forgotten })
      if (Date.now() - kept.changedAtMs > KEEP_MS) await rm(path)
      else states.set(lessonId, { changedAtMs: kept.changedAtMs, state: read.state })
    } catch (error) {
      // A lesson can be restarted; a media server that refuses to start helps nobody.
      logger.error({ event: 'journal-damaged', lessonId, error: String(error) })
      await rename(path, `${path}.damaged`)
    }
  }
  return states
}

/** The caller of save gets the error; the next save writes everything anyway. */
function ignoreForNext(): void {}
