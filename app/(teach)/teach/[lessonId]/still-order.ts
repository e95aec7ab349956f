import type { HandRaised } from '@/domain/live-lesson/view'

/** The hands in the order in which they already stand, and new ones after them: no row moves. */
export function stillOrder(fair: readonly HandRaised[], standing: readonly string[]): HandRaised[] {
  const place = (hand: HandRaised) => {
    const at = standing.indexOf(hand.memberId)
    return at === -1 ? standing.length : at
  }
  return [...fair].sort((a, b) => place(a) - place(b))
}
