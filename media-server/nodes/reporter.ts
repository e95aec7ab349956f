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
  /** How this node is now. */
  report: () => NodeReport
  /** What the app has decided; called before `reportNow` resolves. */
  onAssignments: (assignments: NodeAssignments, report: NodeReport) => void
  logger: Logger
}

const REQUEST_TIMEOUT_MS = 2_500
const LEAVE_TIMEOUT_MS = 1_000
const RETRY_MS = 300

/** Says how this node is, every second, and hears what the app has decided. While the app is away, lessons go on. */
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

  /** Resolves when a report that begins from now on was answered, or was not. */
  async reportNow(): Promise<void> {
    // One that is on its way may not know yet why this was asked.
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

  /** Tells the app that this node ends, so that its lessons need not wait for its silence to be noticed. */
  async leave(): Promise<void> {
    if (this.#closed) return
    this.stop()
    await this.#reporting
    try {
      await this.#post({ ...this.#options.report(), isLeaving: true }, LEAVE_TIMEOUT_MS)
    } catch (error) {
      // The app is away or goes too: then it notices by itself.
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
