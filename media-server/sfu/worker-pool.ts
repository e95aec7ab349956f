import { networkInterfaces } from 'node:os'

import { createWorker } from 'mediasoup'
import type { Router, RtpCodecCapability, TransportListenInfo } from 'mediasoup/types'
import type { Logger } from 'pino'

import { MEDIA_CODECS } from '@/protocol/media-profile'

import { watchWorker } from '../metrics/workers'
import { MediaWorker } from './media-worker'

export type WorkerPoolOptions = {
  workerBin: string
  workers: number
  /**
   * Worker i uses port `rtcPort` + i, UDP and TCP; a replacement that starts while it still runs uses one `workers`
   * higher.
   */
  rtcPort: number
  listenAddress: string | undefined
  announcedAddress: string | undefined
  /** When a worker is replaced by a fresh one. */
  rotation: { maxAgeMs: number; maxMemoryBytes: number }
  logger: Logger
}

export type PlacedRouter = { router: Router; worker: MediaWorker }

const RESTART_WAIT_MS = 250
const RESTART_WAIT_MAX_MS = 5_000
const QUICK_DEATH_MS = 10_000
const LOOK_EVERY_MS = 2_000

/**
 * While one picture goes to hundreds, their RTCP reports pile up; the system's default of 200 kB dropped them, and
 * senders' audio with them. The system may allow less (net.core.rmem_max).
 */
export const SOCKET_BUFFERS = { recvBufferSize: 4_000_000, sendBufferSize: 4_000_000 }

/**
 * One mediasoup worker per core, each with one port. A dead one is replaced on the same port; an old or large one is
 * replaced on another, and exits when its last lesson has ended.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  /** Those that take lessons, by index. */
  readonly #serving = new Map<number, MediaWorker>()
  readonly #draining = new Set<MediaWorker>()
  readonly #rotating = new Set<number>()
  readonly #waiting = new Set<() => void>()
  /** Consecutive early deaths of workers, by index. */
  readonly #quickDeaths = new Map<number, number>()
  readonly #look: NodeJS.Timeout
  #closed = false

  private constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#look = setInterval(() => void this.#lookAfter(), LOOK_EVERY_MS).unref()
  }

  static async create(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options)
    await Promise.all(Array.from({ length: options.workers }, (_, index) => pool.#start(index)))
    return pool
  }

  /** Number of workers that are alive and take lessons. */
  get alive(): number {
    return this.#serving.size
  }

  get pids(): number[] {
    return this.workers.map((worker) => worker.pid)
  }

  /** All running workers, draining ones last. */
  get workers(): MediaWorker[] {
    return [...this.#serving.values(), ...this.#draining]
  }

  /**
   * Creates a router on the worker that sends the fewest packets, except those in `without`; waits while there is none
   * at all.
   */
  async createRouter(without: readonly MediaWorker[] = []): Promise<PlacedRouter> {
    while (!this.#closed) {
      const serving = [...this.#serving.values()]
      const wanted = serving.filter((worker) => !without.includes(worker))
      const worker = (wanted.length > 0 ? wanted : serving).toSorted(byLoad)[0]
      if (!worker) {
        await new Promise<void>((resolve) => this.#waiting.add(resolve))
        continue
      }
      const router = await worker.createRouter(MEDIA_CODECS as unknown as RtpCodecCapability[])
      router.observer.once('close', () => this.#closeIfEmptied(worker))
      return { router, worker }
    }
    throw new Error('worker pool is closed')
  }

  /** Finds workers that no longer respond; those are replaced. */
  review(): void {
    for (const worker of this.workers) worker.suspect()
  }

  /** Starts a fresh worker in place of each. */
  async rotateAll(): Promise<void> {
    for (const index of this.#serving.keys()) await this.#rotate(index)
  }

  /**
   * Starts a fresh worker in place of this one, which exits when its lessons have ended. Nobody on it is interrupted.
   */
  async #rotate(index: number): Promise<void> {
    const old = this.#serving.get(index)
    if (!old || this.#rotating.has(index) || this.#closed) return
    this.#rotating.add(index)
    try {
      await this.#start(index, old.port)
      old.isDraining = true
      this.#draining.add(old)
      this.#options.logger.info({ event: 'worker-draining', worker: index, pid: old.pid, routers: old.routers })
      this.#closeIfEmptied(old)
    } finally {
      this.#rotating.delete(index)
    }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#look)
    for (const worker of this.workers) worker.close()
    this.#serving.clear()
    this.#draining.clear()
    this.#wake()
  }

  async #start(index: number, portInUse?: number): Promise<void> {
    const { workerBin, rtcPort, workers, logger } = this.#options
    const port = portInUse === rtcPort + index ? rtcPort + workers + index : rtcPort + index
    const process = await createWorker({ workerBin, logLevel: 'warn' })
    watchWorker(index, process)
    try {
      const listenInfos = listenAddresses(this.#options).flatMap((address) => [
        { ...address, protocol: 'udp' as const, port, ...SOCKET_BUFFERS },
        { ...address, protocol: 'tcp' as const, port },
      ])
      const webRtcServer = await process.createWebRtcServer({ listenInfos })
      const worker = new MediaWorker({ index, port, process, webRtcServer })
      process.on('died', () => this.#died(worker))
      this.#serving.set(index, worker)
      logger.info({ event: 'worker-started', worker: index, pid: process.pid, port })
    } catch (cause) {
      process.close()
      throw new Error(`port ${port} cannot be opened for media (RTC_PORT)`, { cause })
    }
    this.#wake()
  }

  #died(worker: MediaWorker): void {
    const { index, pid, isDraining, ageMs } = worker
    this.#options.logger.error({ event: 'worker-died', worker: index, pid, isDraining })
    this.#draining.delete(worker)
    if (this.#serving.get(index) !== worker) return
    this.#serving.delete(index)
    const deaths = ageMs < QUICK_DEATH_MS ? (this.#quickDeaths.get(index) ?? 0) + 1 : 0
    this.#quickDeaths.set(index, deaths)
    // The first two are replaced immediately; one that keeps dying must not use up the machine.
    this.#replaceLater(index, deaths < 3 ? 0 : Math.min(RESTART_WAIT_MS * 2 ** deaths, RESTART_WAIT_MAX_MS))
  }

  /** Reads each worker's usage, and replaces the oldest of those that are due, one at a time. */
  async #lookAfter(): Promise<void> {
    const { rotation, logger } = this.#options
    try {
      // One that does not answer must not block the supervision of the others.
      const looks = this.workers.map((worker) => worker.lookAfter())
      await Promise.race([Promise.all(looks), new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref())])
      const due = [...this.#serving.values()]
        .filter((one) => one.ageMs > rotation.maxAgeMs || one.memoryBytes > rotation.maxMemoryBytes)
        .toSorted((one, other) => other.ageMs - one.ageMs)[0]
      if (due && this.#draining.size === 0) await this.#rotate(due.index)
    } catch (error) {
      // It reports its own death; the others are checked in the next round.
      if (!this.#closed) logger.warn({ event: 'worker-not-measured', error: String(error) })
    }
  }

  #closeIfEmptied(worker: MediaWorker): void {
    if (!worker.isDraining || worker.routers > 0 || !this.#draining.delete(worker)) return
    this.#options.logger.info({ event: 'worker-emptied', worker: worker.index, pid: worker.pid })
    worker.close()
  }

  async #replace(index: number, waitMs: number): Promise<void> {
    if (this.#closed) return
    try {
      const before = [...this.#draining].find((worker) => worker.index === index)
      await this.#start(index, before?.port)
    } catch (error) {
      this.#options.logger.error({ event: 'worker-restart-failed', worker: index, waitMs, error: String(error) })
      this.#replaceLater(index, Math.min(Math.max(waitMs, RESTART_WAIT_MS) * 2, RESTART_WAIT_MAX_MS))
    }
  }

  #replaceLater(index: number, waitMs: number): void {
    if (waitMs === 0) void this.#replace(index, 0)
    else setTimeout(() => void this.#replace(index, waitMs), waitMs).unref()
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}

function byLoad(one: MediaWorker, other: MediaWorker): number {
  return one.packetsPerSecond - other.packetsPerSecond || one.routers - other.routers
}

type Address = Pick<TransportListenInfo, 'ip' | 'announcedAddress'>

/** With an announced address all interfaces are opened for it; otherwise each address of the machine is announced. */
export function listenAddresses(options: Pick<WorkerPoolOptions, 'listenAddress' | 'announcedAddress'>): Address[] {
  if (options.announcedAddress !== undefined) {
    return [{ ip: options.listenAddress ?? '0.0.0.0', announcedAddress: options.announcedAddress }]
  }
  if (options.listenAddress !== undefined) return [{ ip: options.listenAddress }]
  const found = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const addresses = found.filter((one) => one.family === 'IPv4').map((one) => one.address)
  return [...new Set(['127.0.0.1', ...addresses])].map((ip) => ({ ip }))
}
