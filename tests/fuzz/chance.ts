/** Chance that can be had again: the same seed gives the same. */
export type Chance = {
  below: (limit: number) => number
  pick: <Value>(values: readonly Value[]) => Value
  /** True once in so many times. */
  oneIn: (times: number) => boolean
}

/** Mulberry32, which is short and good enough to spread values. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('there is nothing to pick from')
      return value
    },
    oneIn: (times) => below(times) === 0,
  }
}
