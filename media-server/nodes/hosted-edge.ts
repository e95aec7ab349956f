import { randomUUID } from 'node:crypto'

import type { PipeTransport, Producer, RtpParameters, SrtpParameters, TransportListenInfo } from 'mediasoup/types'

import type { LinkEvent, LinkRequest, PipeEnd } from '@/protocol/node-link'

import type { CarryLimits } from '../sfu/choose-branch'
import { closeSafely } from '../sfu/close-safely'
import type { ReceivingConsumer, ReceivingTransport } from '../sfu/receiving'
import { type Branch, RouterTree } from '../sfu/router-tree'
import type { WorkerPool } from '../sfu/worker-pool'

export type EdgeOptions = {
  pool: WorkerPool
  limits: CarryLimits
  listenInfo: TransportListenInfo
  notify: (event: LinkEvent) => void
}

/** There is no capacity for one more receiver. */
export class EdgeFull extends Error {}

type Receiver = { branch: Branch; transport: ReceivingTransport }

/** Packets per second that a receiver is expected to cost until the lesson's node reports its measurement. */
const EXPECTED = 60

/** The part of another node's lesson on this node: one end of its pipe, and a tree of routers behind it. */
export class HostedEdge {
  readonly edgeId: string = randomUUID()
  readonly #options: EdgeOptions
  readonly #tree: RouterTree
  readonly #pipe: PipeTransport
  readonly #producers = new Map<string, Producer>()
  readonly #receivers = new Map<string, Receiver>()
  readonly #consumers = new Map<string, ReceivingConsumer>()
  #closed = false

  private constructor(options: EdgeOptions, tree: RouterTree, pipe: PipeTransport) {
    this.#options = options
    this.#tree = tree
    this.#pipe = pipe
  }

  static async open(options: EdgeOptions, end: PipeEnd): Promise<HostedEdge> {
    const { pool, limits, listenInfo } = options
    const root = await pool.createRouter()
    const holder: { edge?: HostedEdge } = {}
    const onLost = (branches: readonly Branch[]) => holder.edge?.lose(branches)
    const tree = new RouterTree({ root, pool, limits, expected: EXPECTED, onLost })
    try {
      const pipe = await root.router.createPipeTransport({
        listenInfo,
        enableSrtp: true,
        enableRtx: true,
        enableSctp: false,
      })
      const { ip, port, srtpParameters } = end
      await pipe.connect({ ip, port, srtpParameters: srtpParameters as SrtpParameters })
      holder.edge = new HostedEdge(options, tree, pipe)
      return holder.edge
    } catch (error) {
      tree.close()
      throw error
    }
  }

  get end(): PipeEnd {
    return endOf(this.#pipe)
  }

  hasTransport(transportId: string): boolean {
    return this.#receivers.has(transportId)
  }

  hasConsumer(consumerId: string): boolean {
    return this.#consumers.has(consumerId)
  }

  async carry({ producerId, kind, rtpParameters, paused }: LinkRequest<'edge:carry'>): Promise<void> {
    const parameters = rtpParameters as unknown as RtpParameters
    const producer = await this.#pipe.produce({ id: producerId, kind, rtpParameters: parameters, paused })
    this.#producers.set(producerId, producer)
  }

  async pause(producerId: string, paused: boolean): Promise<void> {
    const producer = this.#producers.get(producerId)
    await (paused ? producer?.pause() : producer?.resume())
  }

  drop(producerId: string): void {
    const producer = this.#producers.get(producerId)
    if (producer) closeSafely(() => producer.close())
    this.#producers.delete(producerId)
  }

  /** The measured cost of its receivers; each branch has its share. */
  setLoad(packetsPerSecond: number): void {
    const all = Math.max(1, this.#receivers.size)
    const each = packetsPerSecond / all
    this.#tree.setLoads(new Map(this.#tree.branches.map((branch) => [branch, each * branch.receivers])), each)
  }

  /** @throws EdgeFull */
  async openTransport(): Promise<ReceivingTransport> {
    const branch = await this.#tree.tryAllocate()
    if (!branch) throw new EdgeFull()
    try {
      const transport = await branch.openTransport()
      this.#receivers.set(transport.info.id, { branch, transport })
      transport.onChange(() =>
        this.#options.notify({ of: 'transport', transportId: transport.info.id, isFlowing: transport.isFlowing }),
      )
      return transport
    } catch (error) {
      branch.release()
      throw error
    }
  }

  getTransport(transportId: string): ReceivingTransport {
    return this.#getReceiver(transportId).transport
  }

  closeTransport(transportId: string): void {
    const receiver = this.#receivers.get(transportId)
    this.#receivers.delete(transportId)
    if (receiver) closeSafely(() => receiver.transport.close())
    receiver?.branch.release()
  }

  async consume({ transportId, ...options }: LinkRequest<'consumer:open'>): Promise<ReceivingConsumer> {
    const { branch, transport } = this.#getReceiver(transportId)
    await branch.ensurePiped(options.producerId)
    const consumer = await transport.consume(options)
    const { id: consumerId } = consumer
    const { notify } = this.#options
    this.#consumers.set(consumerId, consumer)
    consumer.onClose(() => {
      if (this.#consumers.delete(consumerId) && !this.#closed) notify({ of: 'consumer-closed', consumerId })
    })
    consumer.onProducerPaused((isPaused) => notify({ of: 'consumer-paused', consumerId, isPaused }))
    consumer.onLayer((layer) => notify({ of: 'consumer-layer', consumerId, layer }))
    return consumer
  }

  getConsumer(consumerId: string): ReceivingConsumer {
    const consumer = this.#consumers.get(consumerId)
    if (!consumer) throw new Error('no such consumer')
    return consumer
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#tree.close()
  }

  lose(branches: readonly Branch[]): void {
    const { notify } = this.#options
    if (branches.includes(this.#tree.root)) {
      this.close()
      return notify({ of: 'edge-lost', edgeId: this.edgeId })
    }
    const lost = [...this.#receivers].filter(([, { branch }]) => branches.includes(branch)).map(([id]) => id)
    for (const transportId of lost) this.#receivers.delete(transportId)
    notify({ of: 'transports-lost', edgeId: this.edgeId, transportIds: lost })
  }

  #getReceiver(transportId: string): Receiver {
    const receiver = this.#receivers.get(transportId)
    if (!receiver) throw new Error('no such transport')
    return receiver
  }
}

/** Where this end of a pipe receives packets. */
export function endOf(pipe: PipeTransport): PipeEnd {
  const { srtpParameters, tuple } = pipe
  if (!srtpParameters) throw new Error('a pipe without a key')
  return { ip: tuple.localAddress, port: tuple.localPort, srtpParameters }
}
