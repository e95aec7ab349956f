import type {
  DtlsParameters as WorkerDtlsParameters,
  Producer,
  RtpCapabilities as WorkerRtpCapabilities,
  RtpParameters as WorkerRtpParameters,
  WebRtcTransport,
} from 'mediasoup/types'

import { type MediaSource, VIDEO_SOURCES } from '@/domain/live-lesson/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@/protocol/rtp'
import type { ConsumerInfo, TransportInfo } from '@/protocol/server-messages'

import { closeSafely } from './close-safely'
import { makeTransport } from './make-transport'
import { PacketRates } from './packet-rates'
import { isArriving, qualityOf, type Producing } from './producing'
import {
  describeTransport,
  isFlowing,
  type ReceivingConsumer,
  type RouterSlot,
  type ReceivingTransport,
} from './receiving'
import type { PlacedRouter } from './worker-pool'

export type Direction = 'send' | 'receive'

export type PeerMediaEvents = {
  /** DTLS came up on the first transport, or the last one went down. */
  onMediaUp: (isUp: boolean) => void
  onConsumerPaused: (consumerId: string, isPaused: boolean) => void
  /** The quality of the peer's media, or whether it is heard, may have changed. */
  onSendingChanged: () => void
}

export type ConsumeOptions = {
  from: { peerId: string; source: MediaSource; producerId: string }
  rtpCapabilities: RtpCapabilities
  /** Whether packets may flow immediately, without a message from the browser. */
  isReady: boolean
  spatialLayer: number
}

type Consuming = {
  consumer: ReceivingConsumer
  info: ConsumerInfo
  /** The browser is ready to receive packets. */
  isReady: boolean
  /** The layer that its displayed size needs; null while it is off screen. */
  layer: number | null
}

const MAX_INCOMING_BITRATE = 2_500_000
/** Bursts of joins request key frames together; the sender is asked at most this often. */
const KEY_FRAME_DELAY_MS = 500
const LAYER_MAX = 2
const COUNT_AFTER_RESUME_MS = 700
const VOICE_SOURCES: readonly MediaSource[] = ['microphone', 'channel']

/** Where a peer's media is: everybody sends to the root router, and receives at their assigned place. */
export type PeerPlace = { home: PlacedRouter; slot: RouterSlot }

/** One peer's transports, producers and consumers. */
export class PeerMedia {
  readonly slot: RouterSlot
  readonly #home: PlacedRouter
  readonly #events: PeerMediaEvents
  readonly #send: WebRtcTransport
  readonly #receive: ReceivingTransport
  readonly #producers = new Map<MediaSource, Producing>()
  readonly #consumers = new Map<string, Consuming>()
  /** Nobody is looking at the page: pictures pause, audio continues. */
  #isHidden = false
  /** The largest layer to receive, whatever the displayed size needs. */
  #layerCap = LAYER_MAX
  /** The peer's microphone is muted by the communicator. */
  #isMuted = false
  readonly #connected = new Set<Direction>()
  #isUp = false
  #closed = false

  private constructor(
    { home, slot }: PeerPlace,
    { send, receive }: { send: WebRtcTransport; receive: ReceivingTransport },
    events: PeerMediaEvents,
  ) {
    this.#home = home
    this.slot = slot
    this.#send = send
    this.#receive = receive
    this.#events = events
    send.on('dtlsstatechange', () => this.#reviewMedia())
    send.on('icestatechange', () => this.#reviewMedia())
    receive.onChange(() => this.#reviewMedia())
  }

  static async create(where: PeerPlace, events: PeerMediaEvents): Promise<PeerMedia> {
    const [send, receive] = await Promise.all([makeTransport(where.home), where.slot.openTransport()])
    return new PeerMedia(where, { send, receive }, events)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  get transports(): { send: TransportInfo; receive: TransportInfo } {
    return { send: describeTransport(this.#send), receive: this.#receive.info }
  }

  get consumers(): ConsumerInfo[] {
    return [...this.#consumers.values()].map((entry) => ({
      ...entry.info,
      isProducerPaused: entry.consumer.isProducerPaused,
    }))
  }

  producerIdOf(source: MediaSource): string | undefined {
    return this.#producers.get(source)?.producer.id
  }

  isSendingFrom(source: MediaSource): boolean {
    const producing = this.#producers.get(source)
    return producing !== undefined && !producing.producer.paused
  }

  /** Quality of everything that the peer sends, as received here: 0 none to 3 good; null while it sends nothing. */
  get quality(): number | null {
    const known = [...this.#producers.values()].flatMap(({ producer, quality, limit }) =>
      quality === null || producer.paused || limit === null ? [] : [quality],
    )
    return known.length > 0 ? Math.min(...known) : null
  }

  /** Whether packets of the peer's voice arrive. */
  get isHeard(): boolean {
    return VOICE_SOURCES.some((source) => {
      const producing = this.#producers.get(source)
      return producing !== undefined && !producing.producer.paused && isArriving(producing)
    })
  }

  get isSharing(): boolean {
    return this.#producers.has('screen-share')
  }

  /** The highest layer that this viewer wants of each producer that they see. */
  get wantedLayers(): { producerId: string; layer: number }[] {
    return [...this.#consumers.values()].flatMap((one) =>
      one.info.kind === 'video' && one.layer !== null && !this.#isHidden
        ? [{ producerId: one.info.producerId, layer: Math.min(one.layer, this.#layerCap) }]
        : [],
    )
  }

  /** What this viewer receives now: each producer with its layer. */
  get flows(): { producerId: string; layer: number }[] {
    return [...this.#consumers.values()].flatMap(({ consumer, info }) =>
      consumer.isPaused || consumer.isProducerPaused || consumer.layer === null
        ? []
        : [{ producerId: info.producerId, layer: consumer.layer }],
    )
  }

  /** Bytes that the peer has sent here so far: media, and the signs of life of its paths. */
  async countReceivedBytes(): Promise<number> {
    const [stats, received] = await Promise.all([this.#send.getStats(), this.#receive.countReceivedBytes()])
    return received + stats.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0)
  }

  /** Samples the packets per second that the peer sends in each layer, by producer. */
  async measureRates(): Promise<{ producerId: string; rates: readonly number[] }[]> {
    return Promise.all(
      [...this.#producers.values()].map(async (producing) => {
        const { producer, rates } = producing
        const wasArriving = isArriving(producing)
        const stats = producer.closed ? [] : await producer.getStats()
        const now = rates.update(stats, performance.now())
        if (wasArriving !== isArriving(producing)) this.#events.onSendingChanged()
        return { producerId: producer.id, rates: now }
      }),
    )
  }

  /** @throws DomainError `lesson.media-refused` for DTLS parameters that the worker rejects. */
  async connect(direction: Direction, dtlsParameters: DtlsParameters): Promise<void> {
    if (this.#connected.has(direction)) return
    this.#connected.add(direction)
    try {
      if (direction === 'receive') await this.#receive.connect(dtlsParameters)
      else await this.#send.connect({ dtlsParameters: dtlsParameters as WorkerDtlsParameters })
    } catch (cause) {
      this.#connected.delete(direction)
      this.#home.worker.suspect()
      throw new DomainError('lesson.media-refused', {}, { cause })
    }
  }

  restartIce(direction: Direction): Promise<TransportInfo['iceParameters']> {
    return direction === 'send' ? this.#send.restartIce() : this.#receive.restartIce()
  }

  /** Starts sending from `source`; replaces an earlier producer of it. */
  async produce(source: MediaSource, rtpParameters: RtpParameters): Promise<Producer> {
    const kind = VIDEO_SOURCES.includes(source) ? 'video' : 'audio'
    // The worker would accept audio as video, and nobody could decode it.
    if (!rtpParameters.codecs.every((codec) => codec.mimeType.startsWith(`${kind}/`))) {
      throw new DomainError('lesson.media-refused')
    }
    this.stopProducing(source)
    try {
      // Created here and not with the join, which has no time to spare and often never sends.
      await this.#send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE)
      const producer = await this.#send.produce({
        kind,
        rtpParameters: rtpParameters as unknown as WorkerRtpParameters,
        keyFrameRequestDelay: KEY_FRAME_DELAY_MS,
      })
      const rates = new PacketRates()
      const producing: Producing = { producer, quality: null, limit: LAYER_MAX, isPausedBySender: false, rates }
      this.#producers.set(source, producing)
      await this.#applyPause(source)
      if (source === 'screen-share') this.#events.onSendingChanged()
      producer.on('score', (scores) => {
        const best = Math.max(0, ...scores.map((one) => one.score))
        const quality = qualityOf(best)
        if (quality === producing.quality) return
        producing.quality = quality
        this.#events.onSendingChanged()
      })
      return producer
    } catch (cause) {
      this.#home.worker.suspect()
      throw new DomainError('lesson.media-refused', {}, { cause })
    }
  }

  async pauseProducing(source: MediaSource, paused: boolean): Promise<void> {
    const producing = this.#producers.get(source)
    if (!producing) return
    producing.isPausedBySender = paused
    await this.#applyPause(source)
  }

  /** Mutes the peer's microphone, whatever the peer does, until it is unmuted. */
  async setMuted(isMuted: boolean): Promise<void> {
    if (this.#isMuted === isMuted) return
    this.#isMuted = isMuted
    await this.#applyPause('microphone')
  }

  stopProducing(source: MediaSource): boolean {
    const producing = this.#producers.get(source)
    this.#producers.delete(source)
    if (!producing) return false
    closeSafely(() => producing.producer.close())
    this.#events.onSendingChanged()
    return true
  }

  /** The highest layer of this source that the sender was last asked for. A new producer sends all layers. */
  limitOf(source: MediaSource): number | null {
    const producing = this.#producers.get(source)
    return producing ? producing.limit : LAYER_MAX
  }

  /**
   * Records what the sender was asked for: the missing packets of a sender that was asked for nothing are not a sign of
   * a poor network.
   */
  setLimit(source: MediaSource, limit: number | null): void {
    const producing = this.#producers.get(source)
    if (producing) producing.limit = limit
  }

  /** Creates a consumer of another peer's producer; null when this browser cannot decode it or it is gone by now. */
  async consume(options: ConsumeOptions): Promise<ConsumerInfo | null> {
    const { from, isReady, spatialLayer, rtpCapabilities } = options
    const { producerId } = from
    // All routers of a lesson have the same codecs.
    const capabilities = rtpCapabilities as unknown as WorkerRtpCapabilities
    if (!this.#home.router.canConsume({ producerId, rtpCapabilities: capabilities })) return null
    await this.slot.ensurePiped(producerId)
    const isPicture = VIDEO_SOURCES.includes(from.source)
    const consumer = await this.#receive.consume({
      producerId,
      rtpCapabilities,
      paused: !isReady || (isPicture && this.#isHidden),
      preferredLayers: this.#layersFor(spatialLayer),
    })
    const info: ConsumerInfo = {
      consumerId: consumer.id,
      producerId,
      peerId: from.peerId,
      source: from.source,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters as unknown as RtpParameters,
      isProducerPaused: consumer.isProducerPaused,
    }
    this.#consumers.set(consumer.id, { consumer, info, isReady, layer: isPicture ? spatialLayer : null })
    consumer.onClose(() => this.#consumers.delete(consumer.id))
    consumer.onProducerPaused((isPaused) => this.#events.onConsumerPaused(consumer.id, isPaused))
    return info
  }

  /** The browser is ready for this consumer's packets. Ignored when it is gone by now: its removal is on its way. */
  async resumeConsumer(consumerId: string): Promise<void> {
    const entry = this.#consumers.get(consumerId)
    if (!entry) return
    entry.isReady = true
    await this.#applyFlow(entry)
  }

  async resumeAllConsumers(): Promise<void> {
    await Promise.all([...this.#consumers.keys()].map((consumerId) => this.resumeConsumer(consumerId)))
  }

  async preferLayer(consumerId: string, layer: number | null): Promise<void> {
    const entry = this.#consumers.get(consumerId)
    if (entry?.info.kind !== 'video' || entry.layer === layer) return
    entry.layer = layer
    // Resume first, then set the layer: a paused consumer keeps the layer it had.
    await this.#applyFlow(entry)
    if (layer !== null) await entry.consumer.preferLayers(this.#layersFor(layer))
  }

  /** Caps the layers of all pictures, now and later. */
  async setLayerCap(cap: number): Promise<void> {
    if (this.#layerCap === cap) return
    this.#layerCap = cap
    await Promise.all(
      [...this.#consumers.values()].map(async ({ consumer, layer }) => {
        if (layer !== null && !consumer.isClosed) await consumer.preferLayers(this.#layersFor(layer))
      }),
    )
  }

  async setHidden(isHidden: boolean): Promise<void> {
    if (this.#isHidden === isHidden) return
    this.#isHidden = isHidden
    await Promise.all([...this.#consumers.values()].map((entry) => this.#applyFlow(entry)))
  }

  /** A request to the worker has failed. */
  suspectWorker(): void {
    this.#home.worker.suspect()
  }

  closeConsumer(consumerId: string): void {
    const entry = this.#consumers.get(consumerId)
    if (entry) closeSafely(() => entry.consumer.close())
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#producers.clear()
    this.#consumers.clear()
    closeSafely(
      () => this.#send.close(),
      () => this.#receive.close(),
      () => this.slot.release(),
    )
    this.#reviewMedia()
  }

  #layersFor(layer: number): { spatialLayer: number; temporalLayer: number } {
    return { spatialLayer: Math.min(layer, this.#layerCap), temporalLayer: 1 }
  }

  async #applyFlow({ consumer, info, isReady, layer }: Consuming): Promise<void> {
    const isUnseen = info.kind === 'video' && (this.#isHidden || layer === null)
    const shouldFlow = isReady && !isUnseen
    if (consumer.isClosed || consumer.isPaused !== shouldFlow) return
    await (shouldFlow ? consumer.resume() : consumer.pause())
  }

  async #applyPause(source: MediaSource): Promise<void> {
    const producing = this.#producers.get(source)
    if (!producing || producing.producer.closed) return
    const shouldPause = producing.isPausedBySender || (source === 'microphone' && this.#isMuted)
    if (producing.producer.paused === shouldPause) return
    await (shouldPause ? producing.producer.pause() : producing.producer.resume())
    // The last count is of the silence before: whether packets come again is known sooner than with the next one.
    if (!shouldPause) setTimeout(() => void this.measureRates().catch(() => []), COUNT_AFTER_RESUME_MS).unref()
    this.#events.onSendingChanged()
  }

  #reviewMedia(): void {
    const isUp = !this.#closed && (isFlowing(this.#send) || this.#receive.isFlowing)
    if (isUp === this.#isUp) return
    this.#isUp = isUp
    this.#events.onMediaUp(isUp)
  }
}
