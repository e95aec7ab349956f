import * as z from 'zod'

import { ROLL_MARKS, ROLL_ROUNDS } from '@/domain/attendance/vocabulary'
import { ERROR_CODES } from '@/domain/error-codes'

/*
 * Marks of the roll that wait on this device, each under its own key, so that two tabs do not overwrite each other's.
 * Ids and marks only: no name and no number of a person is stored on a device.
 */

const PREFIX = 'samsal-mark:'

export const knownMark = z.strictObject({
  markKey: z.uuid(),
  mark: z.enum(ROLL_MARKS),
  arrivedAtMs: z.int().nullable(),
})
export type KnownMark = z.infer<typeof knownMark>

const keptMark = z.strictObject({
  markKey: z.uuid(),
  staffId: z.uuid(),
  lessonId: z.uuid(),
  siteId: z.uuid(),
  round: z.enum(ROLL_ROUNDS),
  personId: z.uuid(),
  mark: z.enum(ROLL_MARKS),
  /** A time that the host typed; null means when the mark was made. */
  arrivedAtMs: z.int().nullable(),
  /** The latest time of the server that the page knew. */
  knownMs: z.int(),
  replaces: z.uuid().nullable(),
  isVisiting: z.boolean(),
  made: z.strictObject({ wallMs: z.number(), pageMs: z.number(), stretch: z.string().max(60) }),
  /** Marks are sent in the order in which they were made. */
  order: z.int(),
  state: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('waiting') }),
    z.strictObject({ is: z.literal('asking'), current: knownMark }),
    z.strictObject({ is: z.literal('refused'), code: z.enum(ERROR_CODES) }),
  ]),
})
export type KeptMark = z.infer<typeof keptMark>

/** The marks on this device. Where nothing can be stored, they are kept as long as the page is open. */
export class KeptMarks {
  readonly #marks = new Map<string, KeptMark>()
  readonly #stored = new Set<string>()

  constructor() {
    this.reload()
  }

  /** All of them, in order. */
  list(): KeptMark[] {
    return [...this.#marks.values()].toSorted((one, other) => one.order - other.order)
  }

  find(markKey: string): KeptMark | null {
    return this.#marks.get(markKey) ?? null
  }

  put(mark: KeptMark): void {
    this.#marks.set(mark.markKey, mark)
    if (write(mark)) this.#stored.add(mark.markKey)
  }

  remove(markKey: string): void {
    this.#marks.delete(markKey)
    this.#stored.delete(markKey)
    try {
      localStorage.removeItem(PREFIX + markKey)
    } catch {
      // Nothing can be stored here, so nothing is.
    }
  }

  /** Follows what other tabs have stored and sent. */
  reload(): void {
    const there = read()
    for (const key of this.#stored) {
      if (!there.has(key)) this.#marks.delete(key)
    }
    this.#stored.clear()
    for (const [key, mark] of there) {
      this.#marks.set(key, mark)
      this.#stored.add(key)
    }
  }
}

/** Whether a change of the storage concerns marks. */
export function isOfMarks(key: string | null): boolean {
  return key === null || key.startsWith(PREFIX)
}

function write(mark: KeptMark): boolean {
  try {
    localStorage.setItem(PREFIX + mark.markKey, JSON.stringify(mark))
    return true
  } catch {
    // Full or forbidden: the page keeps the mark and asks before it is left.
    return false
  }
}

function read(): Map<string, KeptMark> {
  try {
    const texts = Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => localStorage.getItem(key) ?? '')
    return new Map(texts.flatMap((text) => parse(text)).map((mark) => [mark.markKey, mark]))
  } catch {
    return new Map()
  }
}

function parse(text: string): KeptMark[] {
  try {
    const parsed = keptMark.safeParse(JSON.parse(text))
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}
