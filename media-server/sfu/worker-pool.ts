import { networkInterfaces } from 'node:os'

import { createWorker } from 'mediasoup'
import type { Router, RtpCodecCapability, TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types'
import type { Logger } from 'pino'

import { MEDIA_CODECS } from '@/protocol/media-profile'

export type WorkerPoolOptions = {
  workerBin: string
  workers: number
  /** Worker i takes port `rtcPort` + i, UDP and TCP. */
  rtcPort: number
  listenAddress: string | undefined
  announcedAddress: string | undefined
  logger: Logger
}

type Slot = { worker: Worker; webRtcServer: WebRtcServer; routers: number }
export type PlacedRouter = { router: Router; webRtcServer: WebRtcServer }

const RESTART_WAIT_MS = 250
const RESTART_WAIT_MAX_MS = 5_000
const QUICK_DEATH_MS = 10_000

/** One mediasoup worker per core, each with one port; a dead one is replaced on the same port. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #slots = new Map<number, Slot>()
  readonly #waiting = new Set<() => void>()
  /** Deaths in a row of workers that had hardly lived, by index. */
  readonly #quickDeaths = new Map<number, number>()
  #closed = false

  private constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  static async create(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options)
    await Promise.all(Array.from({ length: options.workers }, (_, index) => pool.#start(index)))
    return pool
  }

  /** Number of workers that are alive. */
  get alive(): number {
    return this.#slots.size
  }

  get pids(): number[] {
    return [...this.#slots.values()].map((slot) => slot.worker.pid)
  }

  /** Makes a router on the worker with the fewest; waits while there is none. */
  async createRouter(): Promise<PlacedRouter> {
    while (!this.#closed) {
      const slot = [...this.#slots.values()].sort((a, b) => a.routers - b.routers)[0]
      if (!slot) {
        await new Promise<void>((resolve) => this.#waiting.add(resolve))
        continue
      }
      slot.routers += 1
      const router = await slot.worker.createRouter({ mediaCodecs: MEDIA_CODECS as unknown as RtpCodecCapability[] })
      router.observer.once('close', () => (slot.routers -= 1))
      return { router, webRtcServer: slot.webRtcServer }
    }
    throw new Error('worker pool is closed')
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const slot of this.#slots.values()) slot.worker.close()
    this.#slots.clear()
    this.#wake()
  }

  async #start(index: number): Promise<void> {
    const { workerBin, rtcPort, logger } = this.#options
    const worker = await createWorker({ workerBin, logLevel: 'warn' })
    const startedAt = performance.now()
    worker.on('died', () => {
      logger.error({ event: 'worker-died', worker: index, pid: worker.pid })
      this.#slots.delete(index)
      const isQuick = performance.now() - startedAt < QUICK_DEATH_MS
      const deaths = isQuick ? (this.#quickDeaths.get(index) ?? 0) + 1 : 0
      this.#quickDeaths.set(index, deaths)
      // The first two are replaced at once; one that dies again and again must not eat the machine.
      this.#replaceLater(index, deaths < 3 ? 0 : Math.min(RESTART_WAIT_MS * 2 ** deaths, RESTART_WAIT_MAX_MS))
    })
    try {
      const listenInfos = listenAddresses(this.#options).flatMap((address) => [
        { ...address, protocol: 'udp' as const, port: rtcPort + index },
        { ...address, protocol: 'tcp' as const, port: rtcPort + index },
      ])
      const webRtcServer = await worker.createWebRtcServer({ listenInfos })
      this.#slots.set(index, { worker, webRtcServer, routers: 0 })
      logger.info({ event: 'worker-started', worker: index, pid: worker.pid, port: rtcPort + index })
    } catch (cause) {
      worker.close()
      throw new Error(`port ${rtcPort + index} cannot be opened for media (RTC_PORT)`, { cause })
    }
    this.#wake()
  }

  async #replace(index: number, waitMs: number): Promise<void> {
    if (this.#closed) return
    try {
      await this.#start(index)
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

type Address = Pick<TransportListenInfo, 'ip' | 'announcedAddress'>

/** With an announced address all interfaces are opened for it; else each address of the machine announces itself. */
function listenAddresses(options: WorkerPoolOptions): Address[] {
  if (options.announcedAddress !== undefined) {
    return [{ ip: options.listenAddress ?? '0.0.0.0', announcedAddress: options.announcedAddress }]
  }
  if (options.listenAddress !== undefined) return [{ ip: options.listenAddress }]
  const found = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const addresses = found.filter((one) => one.family === 'IPv4').map((one) => one.address)
  return [...new Set(['127.0.0.1', ...addresses])].map((ip) => ({ ip }))
}
