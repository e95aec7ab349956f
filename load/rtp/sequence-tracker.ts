type Missing = { sinceMs: number; askedAtMs: number; asks: number }

export type SequenceCounts = {
  received: number
  /** Packets lost on the network, before any retransmission. */
  lost: number
  /** How many of them arrived by retransmission. */
  repaired: number
  /** Arrived after a later one, and were never counted as lost. */
  reordered: number
  duplicates: number
}

/** A reordered packet arrives within this time. */
const REORDERING_MS = 20
const ASK_AGAIN_MS = 100
const ASKS_MAX = 10
const GIVE_UP_AFTER_MS = 1_000
/** A larger jump is counted, but none of it is requested. */
const ASKABLE_GAP = 500

/** Tracks one stream by its sequence numbers, across their wrap, and knows which are missing. */
export class SequenceTracker {
  readonly counts: SequenceCounts = { received: 0, lost: 0, repaired: 0, reordered: 0, duplicates: 0 }
  readonly #missing = new Map<number, Missing>()
  #first = -1
  #highest = -1
  #isForgiving = false
  /** Expected and received packets at the last report. */
  #reported = { expected: 0, received: 0 }

  /** Highest extended sequence number so far; -1 before the first packet. */
  get highest(): number {
    return this.#highest
  }

  get hasMissing(): boolean {
    return this.#missing.size > 0
  }

  /** @returns the extended sequence number: the rollovers above the sixteen bits of the packet. */
  note(sequence: number, nowMs: number): number {
    this.counts.received += 1
    if (this.#highest < 0) {
      this.#first = sequence
      this.#highest = sequence
      return sequence
    }
    const extended = this.#extend(sequence)
    const gap = extended - this.#highest
    if (gap <= 0) {
      this.#noteLate(extended)
      return extended
    }
    if (gap > 1) this.#noteGap(gap - 1, nowMs)
    this.#isForgiving = false
    this.#highest = extended
    return extended
  }

  /** The extended number of a packet that arrives in another way, such as in a retransmission stream. */
  noteRepair(sequence: number): void {
    if (this.#highest < 0) return
    const extended = this.#extend(sequence)
    const missing = this.#missing.get(extended)
    if (!missing) return
    this.#missing.delete(extended)
    if (missing.asks > 0) this.counts.repaired += 1
  }

  /** Sequence numbers to request now. Packets missing for longer than reordering takes count as lost. */
  takeDue(nowMs: number): number[] {
    if (this.#missing.size === 0) return []
    const due: number[] = []
    for (const [extended, missing] of this.#missing) {
      if (nowMs - missing.sinceMs < REORDERING_MS) continue
      if (missing.asks === 0) this.counts.lost += 1
      if (nowMs - missing.sinceMs > GIVE_UP_AFTER_MS || missing.asks >= ASKS_MAX) {
        this.#missing.delete(extended)
      } else if (nowMs - missing.askedAtMs >= ASK_AGAIN_MS) {
        missing.asks += 1
        missing.askedAtMs = nowMs
        due.push(extended & 0xffff)
      }
    }
    return due
  }

  /** Packets missed from here to the next one were dropped on purpose. */
  forgive(): void {
    this.#missing.clear()
    this.#isForgiving = true
  }

  /** Share of packets lost since the last report in 256ths, and the total missing, for a receiver report. */
  takeReport(): { fractionLost: number; totalLost: number; highest: number } {
    const expected = this.#highest < 0 ? 0 : this.#highest - this.#first + 1
    const { received } = this.counts
    const expectedSince = expected - this.#reported.expected
    const lostSince = expectedSince - (received - this.#reported.received)
    this.#reported = { expected, received }
    const fractionLost =
      expectedSince > 0 && lostSince > 0 ? Math.min(255, Math.floor((lostSince * 256) / expectedSince)) : 0
    return { fractionLost, totalLost: Math.max(0, expected - received), highest: Math.max(0, this.#highest) }
  }

  #extend(sequence: number): number {
    const difference = ((sequence - (this.#highest & 0xffff) + 0x8000) & 0xffff) - 0x8000
    return this.#highest + difference
  }

  #noteLate(extended: number): void {
    const missing = this.#missing.get(extended)
    if (!missing) {
      this.counts.duplicates += 1
      return
    }
    this.#missing.delete(extended)
    if (missing.asks > 0) this.counts.repaired += 1
    else this.counts.reordered += 1
  }

  #noteGap(packets: number, nowMs: number): void {
    if (this.#isForgiving) return
    if (packets > ASKABLE_GAP) {
      this.counts.lost += packets
      return
    }
    for (let at = 1; at <= packets; at++) {
      this.#missing.set(this.#highest + at, { sinceMs: nowMs, askedAtMs: -ASK_AGAIN_MS, asks: 0 })
    }
  }
}
