import { createHmac } from 'node:crypto'

import type { Logger } from 'pino'

import { PRESENCE_BATCH_MAX, PRESENCE_PATH, PRESENCE_SIGNATURE_HEADER, type PresenceBatch } from '@/protocol/presence'

import { deliveries } from '../metrics/presence'
import type { Outbox } from './outbox'

type DeliverOptions = { outbox: Outbox; appUrl: string; secret: string; nodeId: string; logger: Logger }

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000
const REQUEST_TIMEOUT_MS = 10_000

/** Posts facts to the app until they are accepted; while the app is away they wait on disk. */
export class Deliverer {
  readonly #options: DeliverOptions
  #waitMs = FIRST_WAIT_MS
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

  /** Stops after the batch under way; what is left stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    const { outbox, logger } = this.#options
    try {
      while (!this.#closed) {
        const { facts, unreadable, position } = await outbox.next(PRESENCE_BATCH_MAX)
        if (facts.length === 0 && unreadable.length === 0) return
        if (facts.length > 0) await this.#post({ nodeId: this.#options.nodeId, facts })
        // Kept in the log, for a person to look at: ids and times only.
        if (unreadable.length > 0) logger.error({ event: 'presence-unreadable', lines: unreadable })
        await outbox.confirm(position)
        this.#waitMs = FIRST_WAIT_MS
      }
    } catch (error) {
      logger.warn({ event: 'presence-not-delivered', retryMs: this.#waitMs, error: String(error) })
      this.#retryLater()
    }
  }

  async #post(batch: PresenceBatch): Promise<void> {
    const body = JSON.stringify(batch)
    const signature = createHmac('sha256', this.#options.secret).update(body).digest('hex')
    const response = await ask(new URL(PRESENCE_PATH, this.#options.appUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', [PRESENCE_SIGNATURE_HEADER]: signature },
      body,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    deliveries.inc({ outcome: response.ok ? 'accepted' : 'refused' })
    if (!response.ok) throw new Error(`app answered ${response.status}`)
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

/** An answer of the app, read to its end. @throws when there is none. */
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
