import type { ConsumerInfo } from '@/protocol/server-messages'

import type { SignalingConnection } from './signaling-connection'

type Ask = (...message: Parameters<SignalingConnection['ask']>) => Promise<unknown>

/** The layer that each picture's displayed size needs; null for one that is off screen. */
export class ShownLayers {
  readonly #ask: Ask
  readonly #layers = new Map<string, number | null>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  prefer(consumerId: string, spatialLayer: number | null): void {
    this.#layers.set(consumerId, spatialLayer)
    void this.#ask('consumer:prefer-layer', { consumerId, spatialLayer })
  }

  /** After a lost socket, for the consumers that are left: what was said meanwhile, nobody has heard. */
  async tellAgain(consumers: readonly ConsumerInfo[]): Promise<void> {
    const present = new Set(consumers.map((one) => one.consumerId))
    for (const [consumerId, spatialLayer] of this.#layers) {
      if (present.has(consumerId)) await this.#ask('consumer:prefer-layer', { consumerId, spatialLayer })
      else this.#layers.delete(consumerId)
    }
  }
}
