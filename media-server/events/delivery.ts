import { createHmac } from 'node:crypto'

import type { Logger } from 'pino'

import {
  NODE_HEADER,
  MEDIA_EVENTS_MAX,
  MEDIA_EVENTS_PATH,
  MEDIA_SIGNATURE_HEADER,
  type MediaEventsBatch,
} from '@/protocol/media-events'

import { deliveries } from '../metrics/media-events'
import type { Outbox } from './outbox'

type DeliverOptions = { outbox: Outbox; appUrl: string; secret: string; nodeId: string; logger: Logger }

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000
const REQUEST_TIMEOUT_MS = 10_000
/** Status codes by which the app says that it could not read the batch, or that it was too large. */
const UNREAD_STATUSES: readonly number[] = [400, 413]

/** Posts facts to the app until they are accepted; while the app is down they wait on disk. */
export class Deliverer {
  readonly #options: DeliverOptions
  #waitMs = FIRST_WAIT_MS
  #most = MEDIA_EVENTS_MAX
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #closed = false

  constructor(options: DeliverOptions) {
    this.#options = options
  }

  /** Something new may be waiting. */
  wake(): void {
    if (this.#closed || this.#running || this.#timer) return
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Stops after the current batch; the rest stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    const { outbox, logger } = this.#options
    try {
      while (!this.#closed) {
        const { facts, unreadable, position } = await outbox.next(this.#most)
        if (facts.length === 0) return
        // The app sets them aside, and the office sees them.
        if (unreadable > 0) logger.error({ event: 'media-events-unreadable', lines: unreadable })
        if (!(await this.#deliver(facts))) continue
        await outbox.confirm(position)
        this.#waitMs = FIRST_WAIT_MS
        this.#most = Math.min(this.#most * 2, MEDIA_EVENTS_MAX)
      }
    } catch (error) {
      logger.warn({ event: 'media-events-not-delivered', retryMs: this.#waitMs, error: String(error) })
      this.#retryLater()
    }
  }

  /**
   * Delivers what the app accepts. A batch that the app cannot read is retried in halves; a single fact that it cannot
   * read goes to a file beside the outbox, and blocks nothing.
   * @returns false when fewer should be tried.
   */
  async #deliver(facts: unknown[]): Promise<boolean> {
    const { outbox, nodeId, logger } = this.#options
    const status = await this.#post({ nodeId, facts })
    if (status === 200) return true
    if (!UNREAD_STATUSES.includes(status)) throw new Error(`app answered ${status}`)
    this.#most = Math.ceil(facts.length / 2)
    if (facts.length > 1) return false
    await outbox.setAside(facts)
    logger.error({ event: 'media-events-refused', status })
    return true
  }

  /** @returns the status of the response. */
  async #post(batch: MediaEventsBatch): Promise<number> {
    const body = JSON.stringify(batch)
    const signature = createHmac('sha256', this.#options.secret).update(body).digest('hex')
    const response = await ask(new URL(MEDIA_EVENTS_PATH, this.#options.appUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [NODE_HEADER]: batch.nodeId,
        [MEDIA_SIGNATURE_HEADER]: signature,
      },
      body,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    deliveries.inc({ outcome: response.ok ? 'accepted' : 'refused' })
    return response.status
  }

  #retryLater(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.wake()
    }, this.#waitMs)
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS)
  }
}

/** The app's response, read completely. @throws when there is none. */
async function ask(...request: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(...request)
    await response.arrayBuffer()
    return response
  } catch (error) {
    deliveries.inc({ outcome: 'unreachable' })
    throw error
  }
}
