import type { Consumer, ConsumerLayers, PipeTransport, RtpParameters, TransportListenInfo } from 'mediasoup/types'

import type { LinkAnswer, LinkEvent, LinkRequest } from '@/protocol/node-link'
import type { TransportInfo } from '@/protocol/server-messages'

import { closeSafely } from '../sfu/close-safely'
import type { ReceiveOptions, ReceivingConsumer, RouterSlot, ReceivingTransport } from '../sfu/receiving'
import type { Branch } from '../sfu/router-tree'
import { endOf } from './hosted-edge'
import type { NodeLink } from './link-client'

type RemoteEdgeOptions = {
  lessonId: string
  root: Branch
  link: NodeLink
  listenInfo: TransportListenInfo
  /** These places are lost. */
  onLost: (places: readonly RouterSlot[]) => void
  /** The whole edge is lost. */
  onGone: () => void
}

type Receiver = { slot: RouterSlot; setFlowing: (isFlowing: boolean) => void }
type Listening = {
  closed: () => void
  paused: (isPaused: boolean) => void
  layer: (layer: number | null) => void
}

/** The part of a lesson on another media node: one pipe to it, and the receivers that it took. */
export class RemoteEdge {
  readonly #options: RemoteEdgeOptions
  readonly #pipe: PipeTransport
  readonly #edgeId: string
  readonly #brought = new Map<string, Promise<void>>()
  readonly #receivers = new Map<string, Receiver>()
  readonly #consumers = new Map<string, Listening>()
  #closed = false

  private constructor(options: RemoteEdgeOptions, pipe: PipeTransport, edgeId: string) {
    this.#options = options
    this.#pipe = pipe
    this.#edgeId = edgeId
    pipe.observer.once('close', () => this.#lose())
  }

  static async open(options: RemoteEdgeOptions): Promise<RemoteEdge> {
    const { lessonId, root, link, listenInfo } = options
    const pipe = await root.router.createPipeTransport({
      listenInfo,
      enableSrtp: true,
      enableRtx: true,
      enableSctp: false,
    })
    try {
      const { edgeId, end } = await link.ask('edge:open', { lessonId, end: endOf(pipe) })
      await pipe.connect(end)
      return new RemoteEdge(options, pipe, edgeId)
    } catch (error) {
      pipe.close()
      throw error
    }
  }

  /** @throws NodeFull */
  async allocate(): Promise<RouterSlot> {
    const info = await this.#options.link.ask('transport:open', { edgeId: this.#edgeId })
    const slot: RouterSlot = {
      openTransport: async () => this.#receive(info, slot),
      ensurePiped: (producerId) => this.#ensurePiped(producerId),
      release: () => {
        if (this.#receivers.delete(info.id)) this.#notify('transport:close', { transportId: info.id })
      },
    }
    this.#receivers.set(info.id, { slot, setFlowing: () => undefined })
    return slot
  }

  setLoads(loads: ReadonlyMap<RouterSlot, number>): void {
    const packetsPerSecond = [...this.#receivers.values()].reduce((sum, { slot }) => sum + (loads.get(slot) ?? 0), 0)
    this.#notify('edge:load', { edgeId: this.#edgeId, packetsPerSecond })
  }

  hear(event: LinkEvent): void {
    switch (event.of) {
      case 'transport':
        return this.#receivers.get(event.transportId)?.setFlowing(event.isFlowing)
      case 'consumer-paused':
        return this.#consumers.get(event.consumerId)?.paused(event.isPaused)
      case 'consumer-layer':
        return this.#consumers.get(event.consumerId)?.layer(event.layer)
      case 'consumer-closed':
        return this.#consumers.get(event.consumerId)?.closed()
      case 'transports-lost':
        return this.#loseSome(event.transportIds)
      case 'edge-lost':
        if (event.edgeId === this.#edgeId) this.#lose()
        return undefined
    }
  }

  /** The link to the other node is lost, or a worker here or there died. */
  lost(): void {
    this.#lose()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#notify('edge:close', { edgeId: this.#edgeId })
    closeSafely(() => this.#pipe.close())
  }

  #lose(): void {
    if (this.#closed) return
    this.#closed = true
    closeSafely(() => this.#pipe.close())
    this.#options.onGone()
    this.#loseSome([...this.#receivers.keys()])
  }

  #loseSome(transportIds: readonly string[]): void {
    const places = transportIds.flatMap((id) => this.#receivers.get(id)?.slot ?? [])
    for (const id of transportIds) this.#receivers.delete(id)
    if (places.length > 0) this.#options.onLost(places)
  }

  #ensurePiped(producerId: string): Promise<void> {
    const known = this.#brought.get(producerId)
    if (known) return known
    const brought = this.#carry(producerId)
    this.#brought.set(producerId, brought)
    brought.catch(() => this.#brought.delete(producerId))
    return brought
  }

  async #carry(producerId: string): Promise<void> {
    const consumer = await this.#pipe.consume({ producerId })
    const edgeId = this.#edgeId
    consumer.observer.once('close', () => {
      this.#brought.delete(producerId)
      this.#notify('edge:drop', { edgeId, producerId })
    })
    const setPaused = (paused: boolean) => this.#notify('edge:pause', { edgeId, producerId, paused })
    consumer.on('producerpause', () => setPaused(true))
    consumer.on('producerresume', () => setPaused(false))
    try {
      const { kind, producerPaused: paused } = consumer
      const rtpParameters = forWire(consumer)
      await this.#options.link.ask('edge:carry', { edgeId, producerId, kind, rtpParameters, paused })
      if (consumer.closed) throw new Error('the producer was closed meanwhile')
      if (consumer.producerPaused !== paused) setPaused(consumer.producerPaused)
    } catch (error) {
      closeSafely(() => consumer.close())
      throw error
    }
  }

  #receive(info: TransportInfo, slot: RouterSlot): ReceivingTransport {
    const { link } = this.#options
    const transportId = info.id
    const changed: (() => void)[] = []
    let isFlowing = false
    this.#receivers.set(transportId, {
      slot,
      setFlowing: (next) => {
        isFlowing = next
        for (const listener of changed) listener()
      },
    })
    return {
      info,
      get isFlowing() {
        return isFlowing
      },
      connect: async (dtlsParameters) => void (await link.ask('transport:connect', { transportId, dtlsParameters })),
      countReceivedBytes: async () => 0,
      restartIce: async () => (await link.ask('transport:restart', { transportId })).iceParameters,
      consume: (options) => this.#consume(transportId, options),
      onChange: (listener) => void changed.push(listener),
      close: () => {
        isFlowing = false
        slot.release()
      },
    }
  }

  async #consume(transportId: string, options: ReceiveOptions): Promise<ReceivingConsumer> {
    const opened = await this.#options.link.ask('consumer:open', { transportId, ...options })
    return this.#wrap(opened, options.paused)
  }

  #wrap(opened: LinkAnswer<'consumer:open'>, isPausedAtFirst: boolean): ReceivingConsumer {
    const { link } = this.#options
    const { consumerId } = opened
    const state = { ...opened, isPaused: isPausedAtFirst, isClosed: false }
    const listeners = { close: [] as (() => void)[], paused: [] as ((isPaused: boolean) => void)[] }
    const layerListeners: ((layer: number | null) => void)[] = []
    const close = () => {
      if (state.isClosed) return
      state.isClosed = true
      this.#consumers.delete(consumerId)
      for (const listener of listeners.close) listener()
    }
    this.#consumers.set(consumerId, {
      closed: close,
      paused: (isPaused) => {
        state.isProducerPaused = isPaused
        for (const listener of listeners.paused) listener(isPaused)
      },
      layer: (layer) => {
        state.layer = layer
        for (const listener of layerListeners) listener(layer)
      },
    })
    const setPaused = async (paused: boolean) => {
      state.isPaused = paused
      await link.ask('consumer:pause', { consumerId, paused })
    }
    return {
      id: consumerId,
      kind: opened.kind,
      rtpParameters: opened.rtpParameters as unknown as RtpParameters,
      get isProducerPaused() {
        return state.isProducerPaused
      },
      get isPaused() {
        return state.isPaused
      },
      get isClosed() {
        return state.isClosed
      },
      get layer() {
        return state.layer
      },
      pause: () => setPaused(true),
      resume: () => setPaused(false),
      preferLayers: async (layers: ConsumerLayers) => void (await link.ask('consumer:prefer', { consumerId, layers })),
      onClose: (listener) => void listeners.close.push(listener),
      onProducerPaused: (listener) => void listeners.paused.push(listener),
      onLayer: (listener) => void layerListeners.push(listener),
      close: () => {
        if (!state.isClosed) this.#notify('consumer:close', { consumerId })
        close()
      },
    }
  }

  /** Sent without waiting for an answer: if it does not arrive, the link is lost, and the whole edge with it. */
  #notify(...[name, request]: Parameters<NodeLink['ask']>): void {
    this.#options.link.ask(name, request).catch(ignoreLost)
  }
}

/** The link reports its own loss. */
function ignoreLost(): void {}

type CarriedParameters = LinkRequest<'edge:carry'>['rtpParameters']

/** RTP parameters in transmitted form, without undefined fields. */
function forWire({ rtpParameters }: Consumer): CarriedParameters {
  return JSON.parse(JSON.stringify(rtpParameters)) as CarriedParameters
}
