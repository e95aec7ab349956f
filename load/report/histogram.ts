/** Buckets grow by two percent, which is the precision of percentiles. */
const GROWTH = Math.log(1.02)
const SMALLEST = 0.001

export type HistogramData = { counts: [bucket: number, count: number][]; max: number }

/** Counts values without storing them, so that memory is constant over hours and processes can be merged. */
export class Histogram {
  readonly #counts = new Map<number, number>()
  #total = 0
  #max = 0

  static of(data: HistogramData): Histogram {
    const histogram = new Histogram()
    histogram.merge(data)
    return histogram
  }

  get total(): number {
    return this.#total
  }

  add(value: number): void {
    const bucket = Math.round(Math.log(Math.max(value, SMALLEST)) / GROWTH)
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1)
    this.#total += 1
    this.#max = Math.max(this.#max, value)
  }

  merge({ counts, max }: HistogramData): void {
    for (const [bucket, count] of counts) {
      this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count)
      this.#total += count
    }
    this.#max = Math.max(this.#max, max)
  }

  /** The value that this share of all values does not exceed; null when there are none. */
  percentile(share: number): number | null {
    if (this.#total === 0) return null
    const wanted = Math.max(1, Math.ceil(share * this.#total))
    let seen = 0
    for (const [bucket, count] of [...this.#counts].toSorted(([one], [other]) => one - other)) {
      seen += count
      if (seen >= wanted) return Math.min(Math.exp(bucket * GROWTH), this.#max)
    }
    return this.#max
  }

  toData(): HistogramData {
    return { counts: [...this.#counts], max: this.#max }
  }
}
