import { open, readFile } from 'node:fs/promises'

import * as z from 'zod'

import { upgradeSlide } from '@/protocol/earlier-names'
import { slideShown } from '@/protocol/live-view'

const epochMs = z.int().nonnegative()

/** Events during a recording, on the media server's clock. */
const entry = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('begun'), atMs: epochMs, lessonId: z.uuid() }),
  z.strictObject({
    what: z.literal('segment'),
    atMs: epochMs,
    segment: z.int(),
    hasVoice: z.boolean(),
    hasPicture: z.boolean(),
  }),
  z.strictObject({ what: z.literal('segment-ended'), atMs: epochMs, segment: z.int() }),
  z.strictObject({ what: z.literal('slide'), atMs: epochMs, slide: z.preprocess(upgradeSlide, slideShown.nullable()) }),
])
export type RecordingEntry = z.infer<typeof entry>

/** The log beside the segments: one JSON line per entry, synced before it counts. */
export class RecordingLog {
  readonly #path: string
  #writing: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  /** Resolves when the entry is on disk. @throws when the disk refuses it. */
  append(added: RecordingEntry): Promise<void> {
    const written = this.#writing.then(() => this.#write(added))
    this.#writing = written.catch(ignoreForNext)
    return written
  }

  /** All readable entries; a line that a crash cut off is left out. */
  async read(): Promise<RecordingEntry[]> {
    const text = await readFile(this.#path, 'utf8').catch(() => '')
    return text.split('\n').flatMap((line) => {
      const parsed = entry.safeParse(readJson(line))
      return parsed.success ? [parsed.data] : []
    })
  }

  async #write(added: RecordingEntry): Promise<void> {
    const file = await open(this.#path, 'a', 0o600)
    try {
      // Starts with a line break too, so that an earlier incomplete line does not corrupt this entry.
      await file.appendFile(`\n${JSON.stringify(added)}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Incomplete or empty: the schema rejects it.
    return undefined
  }
}

/** The caller of append gets the error. */
function ignoreForNext(): void {}
