import { createHmac } from 'node:crypto'

import type { Logger } from 'pino'

import {
  NODE_REPORT_EVERY_MS,
  NODE_REPORT_PATH,
  nodeAssignments,
  type NodeAssignments,
  type NodeReport,
} from '@/protocol/media-node'
import { NODE_HEADER, MEDIA_SIGNATURE_HEADER } from '@/protocol/media-events'

type ReporterOptions = {
  appUrl: string
  secret: string
  /** The present state of this node. */
  report: () => NodeReport
  /** The app's decisions; called before `reportNow` resolves. */
  onAssignments: (assignments: NodeAssignments, report: NodeReport) => void
  logger: Logger
}

const REQUEST_TIMEOUT_MS = 2_500
const LEAVE_TIMEOUT_MS = 1_000
const RETRY_MS = 300

/** Sends a report every second and receives the app's decisions. While the app is down, lessons continue. */
export class NodeReporter {
  readonly #options: ReporterOptions
  #timer: NodeJS.Timeout | undefined
  #reporting: Promise<void> | undefined
  #isAppAway = false
  #closed = false

  constructor(options: ReporterOptions) {
    this.#options = options
  }

  start(): void {
    void this.reportNow()
  }

  /** Resolves when a report that starts from now on was answered, or failed. */
  async reportNow(): Promise<void> {
    // A report already under way may not contain the reason for this call.
    await this.#reporting
    if (this.#closed) return
    clearTimeout(this.#timer)
    this.#reporting ??= this.#report().finally(() => {
      this.#reporting = undefined
      if (!this.#closed)
        this.#timer = setTimeout(() => void this.reportNow(), this.#isAppAway ? RETRY_MS : NODE_REPORT_EVERY_MS)
    })
    await this.#reporting
  }

  stop(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** Tells the app that this node is shutting down, so that its lessons need not wait for the timeout. */
  async leave(): Promise<void> {
    if (this.#closed) return
    this.stop()
    await this.#reporting
    try {
      await this.#post({ ...this.#options.report(), isLeaving: true }, LEAVE_TIMEOUT_MS)
    } catch (error) {
      // The app is down or shutting down too: then its timeout applies.
      this.#options.logger.info({ event: 'leaving-not-reported', error: String(error) })
    }
  }

  async #report(): Promise<void> {
    const { report, onAssignments, logger } = this.#options
    try {
      const said = report()
      const assignments = await this.#post(said, REQUEST_TIMEOUT_MS)
      if (this.#isAppAway) logger.info({ event: 'app-is-back' })
      this.#isAppAway = false
      onAssignments(assignments, said)
    } catch (error) {
      if (!this.#isAppAway) logger.warn({ event: 'report-not-delivered', error: String(error) })
      this.#isAppAway = true
    }
  }

  async #post(report: NodeReport, timeoutMs: number): Promise<NodeAssignments> {
    const body = JSON.stringify(report)
    const signature = createHmac('sha256', this.#options.secret).update(body).digest('hex')
    const response = await fetch(new URL(NODE_REPORT_PATH, this.#options.appUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [NODE_HEADER]: report.nodeId,
        [MEDIA_SIGNATURE_HEADER]: signature,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`app answered ${response.status}`)
    return nodeAssignments.parse((answer as { data?: unknown }).data)
  }
}
