import { randomUUID } from 'node:crypto'

import { Endpoint, type Surroundings } from '../endpoint/endpoint'
import { sumStreams } from '../endpoint/endpoint-metrics'
import type { StreamKind } from '../endpoint/received-stream'
import { Histogram } from '../report/histogram'
import { groupEndpoints } from '../report/group-endpoints'
import type { EndpointResult, GroupResult } from '../report/run-result'
import { asSomebodyElse, GROUPS, type Group, type PlannedEndpoint } from './plan-lesson'

type Attendee = { planned: PlannedEndpoint; endpoint: Endpoint; hasJoined: boolean }
type Delays = Record<StreamKind, Histogram>

const SLIDE_COUNT = 40

/** All endpoints of one process: joins, churn, slides, connection failures, and statistics. */
export class LessonRun {
  readonly #surroundings: Surroundings
  /** Everybody who ever joined. */
  readonly #all: Attendee[] = []
  #present: Attendee[] = []
  readonly #delays = new Map<Group, Delays>()
  /** Delays are measured once everybody has joined. */
  isMeasuring = false
  tellsDelays = true
  readonly samples = { authentic: 0, forged: 0 }

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    for (const group of GROUPS) this.#delays.set(group, { audio: new Histogram(), video: new Histogram() })
  }

  get joined(): number {
    return this.#present.filter((attendee) => attendee.hasJoined).length
  }

  /** So far, of everybody. */
  get totals() {
    const totals = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0, lost: 0 }
    for (const { endpoint } of this.#all) {
      totals.packetsIn += endpoint.receiver.packets
      totals.bytesIn += endpoint.receiver.bytes
      totals.packetsOut += endpoint.sent.packets
      totals.bytesOut += endpoint.sent.bytes
      for (const stream of endpoint.receiver.all) totals.lost += stream.tracker.counts.lost
    }
    return totals
  }

  /** Resolves when the endpoint has joined, or failed to: then it is counted. */
  async join(planned: PlannedEndpoint): Promise<void> {
    const delays = this.#delays.get(planned.group)
    const endpoint = new Endpoint(planned, this.#surroundings, {
      onDelay: (kind, delayMs) => {
        if (this.isMeasuring && this.tellsDelays) delays?.[kind].add(delayMs)
      },
      onSample: (isAuthentic) => {
        if (isAuthentic) this.samples.authentic += 1
        else this.samples.forged += 1
      },
    })
    const attendee: Attendee = { planned, endpoint, hasJoined: false }
    this.#all.push(attendee)
    this.#present.push(attendee)
    try {
      await endpoint.join()
      attendee.hasJoined = true
    } catch {
      // The endpoint has recorded why; it is in the report.
    }
  }

  /** A listener leaves, and another one joins. */
  async changeOne(): Promise<void> {
    const attendee = this.#pick()
    if (!attendee) return
    this.#present = this.#present.filter((one) => one !== attendee)
    attendee.endpoint.leave()
    await this.join(asSomebodyElse(attendee.planned))
  }

  /** A listener loses the connection for a while. */
  async dropOne(ms: number): Promise<void> {
    await this.#pick()?.endpoint.drop(ms)
  }

  /** Whether a connection is being restored. */
  get isSomebodyAway(): boolean {
    return this.#present.some(({ endpoint }) => endpoint.isAway)
  }

  /** Every lesson's communicator shows another slide. */
  turnSlides(materialId: string = randomUUID()): void {
    const slide = {
      materialId,
      slideCount: SLIDE_COUNT,
      slideNumber: 1 + Math.floor(Math.random() * SLIDE_COUNT),
      isBlack: false,
    }
    for (const { planned, endpoint } of this.#present) {
      if (planned.group !== 'communicator') continue
      void endpoint.ask('slide:show', { slide })
    }
  }

  leaveAll(): void {
    for (const { endpoint } of this.#present) endpoint.leave()
    this.#present = []
  }

  get errors(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const error of this.#all.flatMap(({ endpoint }) => endpoint.errors)) {
      counts[error] = (counts[error] ?? 0) + 1
    }
    return counts
  }

  /** The result of each endpoint, once everybody has left. */
  get endpoints(): EndpointResult[] {
    return this.#all.map(({ planned, endpoint, hasJoined }) => ({
      group: planned.group,
      hasJoined,
      presentSeconds: endpoint.presentMs / 1_000,
      times: endpoint.finishTimes(),
      audio: sumStreams(endpoint.receiver.all, 'audio'),
      video: sumStreams(endpoint.receiver.all, 'video'),
      sent: endpoint.sent,
      reconnects: endpoint.reconnects,
      errors: endpoint.errors,
    }))
  }

  /** The same by group. */
  get groups(): Partial<Record<Group, GroupResult>> {
    const groups = groupEndpoints(this.endpoints)
    for (const [group, result] of Object.entries(groups) as [Group, GroupResult][]) {
      const delays = this.#delays.get(group)
      if (delays) result.delay = { audio: delays.audio.toData(), video: delays.video.toData() }
    }
    return groups
  }

  /** One whose connection is up: a listener who leaves while it is dead would count as never having come back. */
  #pick(): Attendee | undefined {
    const listeners = this.#present.filter(
      ({ hasJoined, planned, endpoint }) => hasJoined && !planned.isTeaching && !endpoint.isAway,
    )
    return listeners[Math.floor(Math.random() * listeners.length)]
  }
}
