import type { Router, RtpCodecCapability, WebRtcServer, Worker } from 'mediasoup/types'

import type { WorkerLoad } from './choose-branch'

/** In rounds of two seconds. */
const UNANSWERED_MAX = 5

type MediaWorkerOptions = { index: number; port: number; process: Worker; webRtcServer: WebRtcServer }

/** One mediasoup worker: one core, one port, and the routers of its lessons. */
export class MediaWorker implements WorkerLoad {
  readonly index: number
  readonly port: number
  readonly webRtcServer: WebRtcServer
  readonly #process: Worker
  readonly #startedAt = performance.now()
  /** Packets that each router sends per second. */
  readonly #loads = new Map<string, number>()
  #making = 0
  #usage = { atMs: performance.now(), cpuSeconds: 0, cpuShare: 0, memoryBytes: 0 }
  /** It is draining: it takes no lessons, and exits with its last one. */
  isDraining = false
  /** Rounds in which the previous usage query was still unanswered. */
  #unanswered = 0
  #asked: Promise<void> | undefined

  constructor({ index, port, process, webRtcServer }: MediaWorkerOptions) {
    this.index = index
    this.port = port
    this.webRtcServer = webRtcServer
    this.#process = process
  }

  get pid(): number {
    return this.#process.pid
  }

  get ageMs(): number {
    return performance.now() - this.#startedAt
  }

  get routers(): number {
    return this.#loads.size + this.#making
  }

  get packetsPerSecond(): number {
    return [...this.#loads.values()].reduce((sum, load) => sum + load, 0)
  }

  /** Processor time since its start, in s, at the last measurement. */
  get cpuSeconds(): number {
    return this.#usage.cpuSeconds
  }

  /** Share of its core that it used between the last two measurements. */
  get cpuShare(): number {
    return this.#usage.cpuShare
  }

  /** Its peak memory, at the last measurement. */
  get memoryBytes(): number {
    return this.#usage.memoryBytes
  }

  async createRouter(mediaCodecs: RtpCodecCapability[]): Promise<Router> {
    // Counted before creation, so that several created together do not all choose this worker.
    this.#making += 1
    try {
      const router = await this.#process.createRouter({ mediaCodecs })
      this.#loads.set(router.id, 0)
      router.observer.once('close', () => this.#loads.delete(router.id))
      return router
    } finally {
      this.#making -= 1
    }
  }

  /** Records what a router sends, in packets per second. */
  setLoad(routerId: string, packetsPerSecond: number): void {
    if (this.#loads.has(routerId)) this.#loads.set(routerId, packetsPerSecond)
  }

  /** A receiver is coming with this expected cost, until it is measured. */
  addLoad(routerId: string, packetsPerSecond: number): void {
    this.setLoad(routerId, (this.#loads.get(routerId) ?? 0) + packetsPerSecond)
  }

  /**
   * Queries the worker's usage. One whose channel has failed or that does not answer for several rounds serves nobody:
   * it is killed, and its peers move to another as after any death.
   */
  async lookAfter(): Promise<void> {
    if (this.#asked) {
      this.#unanswered += 1
      if (this.#unanswered >= UNANSWERED_MAX) this.#end()
      return
    }
    this.#unanswered = 0
    this.#asked = this.#measure().finally(() => {
      this.#asked = undefined
    })
    try {
      await this.#asked
    } catch (error) {
      if (!this.#process.closed && !this.#process.died) this.#end()
      throw error
    }
  }

  /** A request to it has failed: either it refused the request, or its channel is unusable from now on. */
  suspect(): void {
    this.lookAfter().catch(ignoreSeen)
  }

  #end(): void {
    process.kill(this.#process.pid, 'SIGKILL')
  }

  async #measure(): Promise<void> {
    const { ru_utime, ru_stime, ru_maxrss } = await this.#process.getResourceUsage()
    const before = this.#usage
    const atMs = performance.now()
    const cpuSeconds = (ru_utime + ru_stime) / 1_000
    const cpuShare = ((cpuSeconds - before.cpuSeconds) * 1_000) / Math.max(1, atMs - before.atMs)
    this.#usage = { atMs, cpuSeconds, cpuShare: Math.max(0, cpuShare), memoryBytes: ru_maxrss * 1_024 }
  }

  close(): void {
    this.#process.close()
  }
}

/** The worker reports its own death. */
function ignoreSeen(): void {}
