import type { Producer } from 'mediasoup/types'

import type { PacketRates } from './packet-rates'

/** What one peer sends from one source. */
export type Producing = {
  producer: Producer
  quality: number | null
  /** The highest layer that its sender was asked for; null for nothing at all. */
  limit: number | null
  isPausedBySender: boolean
  /** Packets per second of each of its layers. */
  rates: PacketRates
}

/**
 * Whether its packets come in. The worker's score tells of the first one, and not that a single stream has stopped: a
 * microphone whose device is gone keeps its score.
 */
export function isArriving({ quality, rates }: Producing): boolean {
  return (quality ?? 0) > 0 && (rates.latest.length === 0 || rates.latest.some((rate) => rate > 0))
}

/** mediasoup's score of 0 to 10 as 0 to 3. */
export function qualityOf(score: number): number {
  if (score === 0) return 0
  if (score <= 4) return 1
  return score <= 7 ? 2 : 3
}
