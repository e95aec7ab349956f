import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import type { Logger } from 'pino'
import { z } from 'zod'

import { LESSON_PHASES } from '@/protocol/server-messages'

const lessonRecord = z.strictObject({
  phase: z.enum(LESSON_PHASES),
  liveAtMs: z.int().nullable(),
  /** Subject keys of those who have the floor. */
  floor: z.array(z.string()),
  changedAtMs: z.int(),
})
export type LessonRecord = z.infer<typeof lessonRecord>

const KEEP_MS = 24 * 3_600_000

/** What must survive the media server's death: which lessons are live, since when, and who has the floor. */
export class LessonJournal {
  readonly #path: string
  readonly #records: Map<string, LessonRecord>
  #saving: Promise<void> = Promise.resolve()

  private constructor(path: string, records: Map<string, LessonRecord>) {
    this.#path = path
    this.#records = records
  }

  static async open(folder: string, logger: Logger): Promise<LessonJournal> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, 'lessons.json')
    return new LessonJournal(path, await readRecords(path, logger))
  }

  find(lessonId: string): LessonRecord | undefined {
    return this.#records.get(lessonId)
  }

  /** Resolves when the record is on disk. */
  save(lessonId: string, record: Omit<LessonRecord, 'changedAtMs'>): Promise<void> {
    const now = Date.now()
    this.#records.set(lessonId, { ...record, changedAtMs: now })
    for (const [id, old] of this.#records) if (now - old.changedAtMs > KEEP_MS) this.#records.delete(id)
    const saved = this.#saving.then(() => this.#write())
    this.#saving = saved.catch(ignoreForNext)
    return saved
  }

  async #write(): Promise<void> {
    const file = await open(`${this.#path}.new`, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(Object.fromEntries(this.#records)))
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(`${this.#path}.new`, this.#path)
  }
}

async function readRecords(path: string, logger: Logger): Promise<Map<string, LessonRecord>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    // No journal yet: no lesson was live.
    return new Map()
  }
  try {
    return new Map(Object.entries(z.record(z.string(), lessonRecord).parse(JSON.parse(text))))
  } catch (error) {
    // Lessons can be begun again; a media server that does not start helps nobody.
    logger.error({ event: 'journal-damaged', error: String(error) })
    await rename(path, `${path}.damaged`)
    return new Map()
  }
}

/** Whoever saved gets the error; the next save writes everything anyway. */
function ignoreForNext(): void {}
