import type { HandRaised, LiveView } from './view'

/**
 * Raised hands in the order in which to give the floor: the town that has had it least first, and each hand given
 * counts as one more time for its town. Within a town in the order in which they were raised.
 */
export function fairOrder(hands: readonly HandRaised[], turns: LiveView['turns']): HandRaised[] {
  const times = new Map(turns.map((one) => [one.town, one.times]))
  const left = [...hands].sort((a, b) => a.atMs - b.atMs)
  const ordered: HandRaised[] = []
  while (left.length > 0) {
    const least = Math.min(...left.map((hand) => times.get(hand.town) ?? 0))
    const at = left.findIndex((hand) => (times.get(hand.town) ?? 0) === least)
    const [next] = left.splice(at, 1)
    if (!next) break
    times.set(next.town, least + 1)
    ordered.push(next)
  }
  return ordered
}
