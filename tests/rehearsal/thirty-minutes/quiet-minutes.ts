import type { Page } from 'playwright-core'

import { listen } from '@/tests/support/watch-media'

/** A minute of the script; shorter, the events follow one another as fast as they can, and no minutes are compared. */
export const MINUTE_MS = Number(process.env.LESSON_MINUTE_SECONDS ?? 60) * 1_000
export const IS_REAL_TIME = MINUTE_MS === 60_000

/** Where the communicator has to be heard. */
export const PLACES = ['bjurholm', 'vannas', 'saba', 'mehret', 'filmon'] as const
export type Place = (typeof PLACES)[number]

/** In each minute, the moment at which every place is listened to in which nothing happens just then. */
const LISTEN_AT = 40 / 60
const LISTEN_MS = 3_000
/** The share of looks in which a voice is there, pauses between its syllables included. */
const HEARD_MIN = 0.3

/** The lesson's own clock, from the moment when the communicator begins. */
export class LessonClock {
  #beganAtMs: number | null = null

  begin(): void {
    this.#beganAtMs = Date.now()
  }

  /** Waits for a minute of the script. @returns by how many milliseconds it has passed already. */
  async until(minute: number): Promise<number> {
    if (this.#beganAtMs === null) return 0
    const lateMs = Date.now() - (this.#beganAtMs + minute * MINUTE_MS)
    if (lateMs < 0) await new Promise((resolve) => setTimeout(resolve, -lateMs))
    return Math.max(0, lateMs)
  }

  /** For reports: 7.5 is half a minute past the seventh. */
  get minute(): number {
    return this.#beganAtMs === null ? 0 : Math.round((Date.now() - this.#beganAtMs) / (MINUTE_MS / 100)) / 100
  }
}

type Heard = { minute: number; place: Place; share: number }

/** Listens once in each minute wherever nothing happens. */
export class QuietMinutes {
  readonly #clock: LessonClock
  readonly #pageOf: (place: Place) => Page
  readonly #happening = new Map<Place, number>()
  /** How often anything has begun to happen at a place. */
  readonly #begun = new Map<Place, number>()
  readonly #heard: Heard[] = []
  #isOver = false

  constructor(clock: LessonClock, pageOf: (place: Place) => Page) {
    this.#clock = clock
    this.#pageOf = pageOf
  }

  /** Something happens at these places from now on. */
  disturb(places: readonly Place[]): void {
    for (const place of places) {
      this.#happening.set(place, (this.#happening.get(place) ?? 0) + 1)
      this.#begun.set(place, (this.#begun.get(place) ?? 0) + 1)
    }
  }

  /** It is over there. */
  settle(places: readonly Place[]): void {
    for (const place of places) this.#happening.set(place, Math.max(0, (this.#happening.get(place) ?? 0) - 1))
  }

  async listenUntil(lastMinute: number): Promise<void> {
    for (let minute = 0; minute < lastMinute; minute += 1) {
      await this.#clock.until(minute + LISTEN_AT)
      if (this.#isOver) return
      await Promise.all(PLACES.map((place) => this.#listenAt(place, minute)))
    }
  }

  stop(): void {
    this.#isOver = true
  }

  /** In how many minutes a place was listened to, and in which of them nobody was heard there. */
  resultOf(place: Place): { listened: number; silentIn: number[] } {
    const here = this.#heard.filter((one) => one.place === place)
    const silentIn = here.filter(({ share }) => share < HEARD_MIN).map(({ minute }) => minute)
    return { listened: here.length, silentIn }
  }

  async #listenAt(place: Place, minute: number): Promise<void> {
    const begun = this.#begun.get(place)
    if (this.#isDisturbed(place)) return
    const share = await listen(this.#pageOf(place), LISTEN_MS).then(
      ({ hub }) => hub,
      // A page that cannot be asked plays nothing.
      () => 0,
    )
    if (begun === this.#begun.get(place) && !this.#isOver) this.#heard.push({ minute, place, share })
  }

  #isDisturbed(place: Place): boolean {
    return (this.#happening.get(place) ?? 0) > 0
  }
}
