import type * as z from 'zod'

import { askApi } from '@/app/_components/ask-api'
import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'
import type { ErrorCode } from '@/domain/error-codes'
import { SECOND_MS } from '@/domain/durations'
import { marksAnswer } from '@/protocol/http-answers'

import { isOfMarks, KeptMarks, type KeptMark, type KnownMark } from './kept-marks'
import { millisecondsSince, readClock, watchHiding } from './mark-clock'

const RETRY_FIRST_MS = 2 * SECOND_MS
const RETRY_MAX_MS = 30 * SECOND_MS
/** After this long without an answer the page says that the marks wait. */
const SLOW_MS = 3 * SECOND_MS
const AT_ONCE = 100
/** The longest that the server takes a mark to have waited. */
const AGO_MAX_MS = 29 * 24 * 3_600 * SECOND_MS
/** Another attempt can have another answer; every other refusal is for good. */
const PASSING: readonly ErrorCode[] = ['internal', 'access.too-many-attempts', 'access.not-signed-in']

export type MarkPlace = { lessonId: string; siteId: string; round: RollRound }
export type MarkToMake = {
  personId: string
  mark: RollMark
  arrivedAtMs: number | null
  replaces: string | null
  isVisiting: boolean
}
/** A mark that the server has. */
export type TakenMark = MarkPlace & { personId: string; current: KnownMark; isMoved: boolean }

export type SenderState = {
  /** Marks of this member of staff, in order. */
  marks: readonly KeptMark[]
  /** How many marks of other members of staff wait on this device until they sign in. */
  ofOthers: number
  line: 'up' | 'lost' | 'signed-out'
}

type Result = z.output<typeof marksAnswer>['marks'][number]

/**
 * Keeps every mark on the device until the server has it, and sends it: at once, when the line is back, when the page is
 * looked at or opened again, and in between after growing delays.
 */
export class MarkSender {
  readonly #staffId: string
  readonly #kept = new KeptMarks()
  readonly #listeners = new Set<() => void>()
  readonly #takers = new Set<(taken: TakenMark) => void>()
  #state: SenderState = { marks: [], ofOthers: 0, line: 'up' }
  #timer: ReturnType<typeof setTimeout> | undefined
  #retryMs = RETRY_FIRST_MS
  #isSending = false
  #isOpen = false
  /** These are sent one by one: together the server refused them, for the sake of one. */
  readonly #single = new Set<string>()

  constructor(staffId: string) {
    this.#staffId = staffId
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): SenderState => this.#state

  /** Says of each mark that the server has now. */
  onTaken(taker: (taken: TakenMark) => void): () => void {
    this.#takers.add(taker)
    return () => this.#takers.delete(taker)
  }

  /** Sends from now on, until the result is called. */
  open(): () => void {
    this.#isOpen = true
    const closers = [
      watchHiding(),
      listen(window, 'online', () => this.sendNow()),
      listen(window, 'pageshow', () => this.sendNow()),
      listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && this.sendNow()),
      listen(window, 'storage', (event) => {
        if (!(event instanceof StorageEvent) || !isOfMarks(event.key)) return
        this.#kept.reload()
        this.#tell()
      }),
      listen(window, 'beforeunload', (event) => {
        if (this.#waiting().length > 0) event.preventDefault()
      }),
    ]
    this.#kept.reload()
    this.#tell()
    this.sendNow()
    return () => {
      this.#isOpen = false
      clearTimeout(this.#timer)
      for (const close of closers) close()
    }
  }

  /** Keeps new marks and sends them. `knownMs` is the latest time of the server that the page knows. */
  make(place: MarkPlace, news: readonly MarkToMake[], knownMs: number): void {
    const made = readClock()
    let order = Math.max(0, ...this.#kept.list().map((mark) => mark.order))
    for (const mark of news) {
      order += 1
      for (const old of this.#kept.list()) {
        // What is asked or refused about this person in this round has its answer: the new mark.
        if (isAbout(old, place, mark.personId) && old.state.is !== 'waiting') this.#kept.remove(old.markKey)
      }
      this.#kept.put({
        ...{ ...place, ...mark, markKey: newKey(), staffId: this.#staffId, knownMs, made, order },
        state: { is: 'waiting' },
      })
    }
    this.#tell()
    this.sendNow()
  }

  /** The mark that asked is to count after all. */
  insist(mark: KeptMark): void {
    if (mark.state.is !== 'asking') return
    const { markKey } = mark.state.current
    this.#kept.put({ ...mark, replaces: markKey, state: { is: 'waiting' } })
    this.#tell()
    this.sendNow()
  }

  /** Lets a mark go that asked or was refused. */
  dismiss(markKey: string): void {
    this.#kept.remove(markKey)
    this.#tell()
  }

  sendNow(): void {
    clearTimeout(this.#timer)
    void this.#send()
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      while (this.#isOpen && this.#waiting().length > 0) {
        if (!(await this.#sendSome())) return this.#retryLater()
      }
      this.#retryMs = RETRY_FIRST_MS
    } finally {
      this.#isSending = false
    }
  }

  #retryLater(): void {
    if (!this.#isOpen) return
    this.#timer = setTimeout(() => void this.#send(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS)
  }

  /** Sends the first marks that belong together. @returns whether to go on. */
  async #sendSome(): Promise<boolean> {
    const marks = this.#nextTogether()
    const [first] = marks
    if (!first) return false
    const { lessonId, siteId, round, staffId } = first
    const now = readClock()
    const body = { lessonId, siteId, round, staffId, marks: marks.map((mark) => describe(mark, now)) }
    const slow = setTimeout(() => this.#tell('lost'), SLOW_MS)
    const reply = await askApi('/api/roll', marksAnswer, body).catch(() => null)
    clearTimeout(slow)
    if (!reply || (!reply.ok && PASSING.includes(reply.code))) {
      this.#tell(reply && !reply.ok && reply.code === 'access.not-signed-in' ? 'signed-out' : 'lost')
      return false
    }
    if (reply.ok) for (const result of reply.data.marks) this.#take(result)
    else if (marks.length === 1) this.#settle(first.markKey, { is: 'refused', code: reply.code })
    else for (const mark of marks) this.#single.add(mark.markKey)
    this.#tell('up')
    return true
  }

  #take({ markKey, outcome, code, current, isMoved }: Result): void {
    const mark = this.#kept.find(markKey)
    if (!mark) return
    if (outcome === 'refused') return this.#settle(markKey, { is: 'refused', code: code ?? 'internal' })
    if (!current) return this.#kept.remove(markKey)
    const { personId } = mark
    const later = this.#waiting().filter((one) => isAbout(one, mark, personId) && one.order > mark.order)
    // The question would be about a mark that the host has replaced since.
    if (outcome === 'asks' && later.length === 0) return this.#settle(markKey, { is: 'asking', current })
    this.#kept.remove(markKey)
    if (outcome === 'asks') return
    for (const one of later.filter((each) => each.replaces === markKey)) {
      this.#kept.put({ ...one, replaces: current.markKey })
    }
    const { lessonId, siteId, round } = mark
    for (const taker of this.#takers) taker({ lessonId, siteId, round, personId, current, isMoved })
  }

  #settle(markKey: string, state: KeptMark['state']): void {
    const mark = this.#kept.find(markKey)
    if (mark) this.#kept.put({ ...mark, state })
  }

  #own(): KeptMark[] {
    return this.#kept.list().filter((mark) => mark.staffId === this.#staffId)
  }

  #waiting(): KeptMark[] {
    return this.#own().filter((mark) => mark.state.is === 'waiting')
  }

  #nextTogether(): KeptMark[] {
    const waiting = this.#waiting()
    const [first] = waiting
    if (!first || this.#single.has(first.markKey)) return waiting.slice(0, 1)
    return waiting
      .filter((mark) => isAbout(mark, first, mark.personId) && !this.#single.has(mark.markKey))
      .slice(0, AT_ONCE)
  }

  #tell(line = this.#state.line): void {
    const marks = this.#own()
    this.#state = { marks, ofOthers: this.#kept.list().length - marks.length, line }
    for (const listener of this.#listeners) listener()
  }
}

function isAbout(mark: KeptMark, { lessonId, siteId, round }: MarkPlace, personId: string): boolean {
  return mark.lessonId === lessonId && mark.siteId === siteId && mark.round === round && mark.personId === personId
}

function describe(mark: KeptMark, now: ReturnType<typeof readClock>) {
  const { markKey, personId, arrivedAtMs, replaces, isVisiting } = mark
  return {
    ...{ markKey, personId, mark: mark.mark, replaces, isVisiting },
    arrivedAt: arrivedAtMs === null ? null : new Date(arrivedAtMs).toISOString(),
    agoMs: Math.min(millisecondsSince(mark.made, now), AGO_MAX_MS),
    notBefore: new Date(mark.knownMs).toISOString(),
  }
}

function listen(target: EventTarget, name: string, listener: (event: Event) => void): () => void {
  target.addEventListener(name, listener)
  return () => target.removeEventListener(name, listener)
}

/** A random UUID, also where a page has no secure context and therefore no `crypto.randomUUID`. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[(bytes[8] ?? 0) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
