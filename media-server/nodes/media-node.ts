import type { Logger } from 'pino'

import type { NodeAssignments, NodeReport, OtherNode } from '@/protocol/media-node'
import type { TicketPayload } from '@/protocol/ticket'

import { clockStepMs, nowText } from '../clock'
import type { Outbox } from '../events/outbox'
import type { LessonRegistry } from '../session/lesson-registry'
import type { WorkerPool } from '../sfu/worker-pool'
import { NodeReporter } from './reporter'

export type NodeIdentity = Pick<NodeReport, 'nodeId' | 'mediaUrl' | 'linkUrl' | 'region'>

const CLOCK_NEWS_MS = 1_000

type MediaNodeOptions = {
  identity: NodeIdentity
  appUrl: string
  secret: string
  registry: LessonRegistry
  pool: WorkerPool
  /** What one worker may send, in packets per second. */
  packetsPerWorker: number
  outbox: Pick<Outbox, 'takesFacts'>
  logger: Logger
}

/**
 * This media server as one of several nodes: it sends reports, takes over lessons of other nodes, and hands over its
 * own.
 */
export class MediaNode {
  readonly #options: MediaNodeOptions
  readonly #reporter: NodeReporter
  readonly #startedAt = nowText()
  #isDraining = false
  #clockStepMs = 0
  #assignments: NodeAssignments | undefined

  constructor(options: MediaNodeOptions) {
    this.#options = options
    const { appUrl, secret, logger } = options
    this.#reporter = new NodeReporter({
      ...{ appUrl, secret, logger },
      report: () => this.#report(),
      onAssignments: (assignments, report) => this.#follow(assignments, report),
    })
  }

  get others(): readonly OtherNode[] {
    return this.#assignments?.others ?? []
  }

  start(): void {
    this.#reporter.start()
  }

  /** Starts draining: no new lessons; those that are here end here. */
  drain(): void {
    this.#isDraining = true
    this.#options.logger.info({ event: 'node-draining', lessons: this.#options.registry.size })
    void this.#reporter.reportNow()
  }

  /** A lesson from another node comes with its last reported state; joins wait for that. */
  async makeReadyFor({ lessonId, placementEpoch }: TicketPayload): Promise<void> {
    if ((placementEpoch ?? 1) > 1 && !this.#options.registry.knows(lessonId)) await this.#reporter.reportNow()
  }

  async close(): Promise<void> {
    if (this.#assignments && !this.#assignments.isSingleNode) await this.#reporter.leave()
    else this.#reporter.stop()
  }

  #report(): NodeReport {
    this.#watchClock()
    const { identity, registry, pool, outbox, packetsPerWorker } = this.#options
    return {
      ...identity,
      startedAt: this.#startedAt,
      isDraining: this.#isDraining,
      isLeaving: false,
      takesFacts: outbox.takesFacts,
      capacity: pool.alive * packetsPerWorker,
      workers: pool.workers.map((worker) => ({
        index: worker.index,
        isDraining: worker.isDraining,
        ageSeconds: Math.round(worker.ageMs / 1_000),
        cpuShare: worker.cpuShare,
        memoryBytes: worker.memoryBytes,
        packetsPerSecond: Math.round(worker.packetsPerSecond),
        routers: worker.routers,
      })),
      lessons: registry.describeLessons(),
      replicated: registry.replicatedLessons(),
      heardAsOf: this.#assignments?.asOf ?? null,
    }
  }

  /** Logged once each time the machine's clock is set while there are lessons; their time is not affected. */
  #watchClock(): void {
    const stepMs = clockStepMs()
    if (stepMs === this.#clockStepMs) return
    if (Math.abs(stepMs - this.#clockStepMs) > CLOCK_NEWS_MS) {
      this.#options.logger.error({ event: 'clock-was-set', stepMs, lessons: this.#options.registry.size })
    }
    this.#clockStepMs = stepMs
  }

  #follow(assignments: NodeAssignments, report: NodeReport): void {
    const { registry, logger } = this.#options
    this.#assignments = assignments
    registry.replicatedUntil(report.replicated)
    for (const lessonId of assignments.refused ?? []) logger.error({ event: 'state-refused', lessonId })
    for (const ended of assignments.ended ?? []) registry.endAccess(ended)
    for (const lesson of assignments.acquired) {
      if (registry.acquire(lesson))
        logger.warn({ event: 'lesson-acquired', lessonId: lesson.lessonId, seq: lesson.seq })
    }
    for (const lessonId of assignments.released) {
      logger.warn({ event: 'lesson-released', lessonId })
      registry.release(lessonId)
    }
  }
}
