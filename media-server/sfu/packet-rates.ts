type Counted = { ssrc: number; packetCount: number }

/** Packets per second of the layers of one producer, from increasing counters. */
export class PacketRates {
  #before: { atMs: number; counts: ReadonlyMap<number, number> } | undefined
  #rates: readonly number[] = []

  /** The rates of the last sample; empty until there are two to compare. */
  get latest(): readonly number[] {
    return this.#rates
  }

  /** @returns the rate of each layer, lowest first; empty until there are two samples to compare. */
  update(streams: readonly Counted[], nowMs: number): readonly number[] {
    const counts = new Map(streams.map(({ ssrc, packetCount }) => [ssrc, packetCount]))
    const before = this.#before
    this.#before = { atMs: nowMs, counts }
    if (!before || nowMs <= before.atMs) return this.#rates
    const seconds = (nowMs - before.atMs) / 1_000
    this.#rates = streams.map(
      ({ ssrc, packetCount }) =>
        // A stream that is new or was reset has a rate from the next sample on.
        Math.max(0, packetCount - (before.counts.get(ssrc) ?? packetCount)) / seconds,
    )
    return this.#rates
  }
}
