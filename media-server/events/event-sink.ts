import type { Logger } from 'pino'

import type { MediaEvent } from '@/protocol/media-events'

import type { Deliverer } from './delivery'
import type { Outbox } from './outbox'

type EventSinkOptions = { outbox: Outbox; deliverer: Deliverer; logger: Logger }

/** Delay before an event that the disk refused is written again. */
const RETRY_MS = 1_000

/** Takes media events for the app, writes them to the outbox and has them delivered. */
export class EventSink {
  readonly #options: EventSinkOptions
  readonly #pending = new Set<Promise<void>>()

  constructor(options: EventSinkOptions) {
    this.#options = options
  }

  /** Resolves when the event is synced to disk, or the outbox was closed first. */
  async persist(event: MediaEvent): Promise<void> {
    await this.#persistWithRetry(event)
    this.#options.deliverer.wake()
  }

  /** The same for callers that do not wait; `whenIdle` does. */
  send = (event: MediaEvent): void => {
    const pending = this.persist(event).finally(() => this.#pending.delete(pending))
    this.#pending.add(pending)
  }

  /** Resolves when everything sent so far is on disk, at the latest after `timeoutMs`. */
  async whenIdle(timeoutMs: number): Promise<void> {
    await Promise.race([Promise.all(this.#pending), new Promise((resolve) => setTimeout(resolve, timeoutMs))])
  }

  /** A full disk may get free space again: until then the event stays in memory. */
  async #persistWithRetry(event: MediaEvent): Promise<void> {
    const { outbox, logger } = this.#options
    for (;;) {
      try {
        return await outbox.append(event)
      } catch (error) {
        logger.fatal({ event: 'media-events-not-written', retryMs: RETRY_MS, error: String(error) })
        if (outbox.isClosed) return
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }
}
