type Counted = { ssrc: number; packetCount: number }

/** Packets a second of the layers of one producer, from counts that only grow. */
export class PacketRates {
  #before: { atMs: number; counts: ReadonlyMap<number, number> } | undefined
  #rates: readonly number[] = []

  /** @returns the rate of each layer, the lowest first; empty before two counts are there to compare. */
  update(streams: readonly Counted[], nowMs: number): readonly number[] {
    const counts = new Map(streams.map(({ ssrc, packetCount }) => [ssrc, packetCount]))
    const before = this.#before
    this.#before = { atMs: nowMs, counts }
    if (!before || nowMs <= before.atMs) return this.#rates
    const seconds = (nowMs - before.atMs) / 1_000
    this.#rates = streams.map(
      ({ ssrc, packetCount }) =>
        // A stream that is new, or was counted anew, is known the next time.
        Math.max(0, packetCount - (before.counts.get(ssrc) ?? packetCount)) / seconds,
    )
    return this.#rates
  }
}
