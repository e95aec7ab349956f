import type { MediaSource } from '@/domain/live-lesson/vocabulary'

type SenderOf = (source: MediaSource) => RTCRtpSender | undefined

/**
 * Which layers of each picture are sent. Limits are set one after the other: Firefox refuses parameters while earlier
 * ones are still being set, and a picture whose last limit was refused stays off. A limit that arrives while its picture
 * is being set up is set with `review`.
 */
export class LayerLimits {
  readonly #senderOf: SenderOf
  readonly #wanted = new Map<MediaSource, number | null>()
  #setting: Promise<void> = Promise.resolve()

  constructor(senderOf: SenderOf) {
    this.#senderOf = senderOf
  }

  /** Sends the layers up to `spatialLayer`; null means none at all. */
  async set(source: MediaSource, spatialLayer: number | null): Promise<void> {
    this.#wanted.set(source, spatialLayer)
    await this.review(source)
  }

  /** A new picture begins with all its layers. */
  forget(source: MediaSource): void {
    this.#wanted.delete(source)
  }

  /** Sets the newest limit of a picture, if there is one. */
  async review(source: MediaSource): Promise<void> {
    const step = this.#setting.then(() => this.#apply(source))
    this.#setting = step.catch(() => undefined)
    await step
  }

  async #apply(source: MediaSource): Promise<void> {
    const spatialLayer = this.#wanted.get(source)
    const sender = this.#senderOf(source)
    if (spatialLayer === undefined || !sender) return
    const parameters = sender.getParameters()
    for (const [layer, encoding] of parameters.encodings.entries()) {
      encoding.active = spatialLayer !== null && layer <= spatialLayer
    }
    await sender.setParameters(parameters)
  }
}
