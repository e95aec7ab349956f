import type {
  Consumer,
  DtlsParameters as WorkerDtlsParameters,
  Producer,
  RtpCapabilities as WorkerRtpCapabilities,
  RtpParameters as WorkerRtpParameters,
  WebRtcTransport,
} from 'mediasoup/types'

import { DomainError } from '@/domain/domain-error'
import type { MediaSource } from '@/protocol/client-messages'
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@/protocol/rtp'
import type { ConsumerInfo, TransportInfo } from '@/protocol/server-messages'

import type { PlacedRouter } from './worker-pool'

export type Direction = 'send' | 'receive'

type PeerMediaEvents = {
  /** DTLS came up on a first transport, or the last one went down. */
  onMediaUp: (isUp: boolean) => void
  onConsumerPaused: (consumerId: string, isPaused: boolean) => void
}

export type ConsumeOptions = {
  from: { peerId: string; source: MediaSource; producerId: string }
  rtpCapabilities: RtpCapabilities
  paused: boolean
  spatialLayer: number
}

const INITIAL_OUTGOING_BITRATE = 800_000
const MAX_INCOMING_BITRATE = 2_500_000
const ICE_CONSENT_TIMEOUT_SECONDS = 8
/** Join bursts ask for key frames together; the sender is asked at most this often. */
const KEY_FRAME_DELAY_MS = 500

/** One peer's transports, producers and consumers on one router. */
export class PeerMedia {
  readonly #placed: PlacedRouter
  readonly #events: PeerMediaEvents
  readonly #send: WebRtcTransport
  readonly #receive: WebRtcTransport
  readonly #producers = new Map<MediaSource, Producer>()
  readonly #consumers = new Map<string, { consumer: Consumer; info: ConsumerInfo }>()
  readonly #connected = new Set<Direction>()
  #isUp = false
  #closed = false

  private constructor(placed: PlacedRouter, transports: [WebRtcTransport, WebRtcTransport], events: PeerMediaEvents) {
    this.#placed = placed
    ;[this.#send, this.#receive] = transports
    this.#events = events
    for (const transport of transports) {
      transport.on('dtlsstatechange', () => this.#reviewMedia())
      transport.on('icestatechange', () => this.#reviewMedia())
    }
  }

  static async create(placed: PlacedRouter, events: PeerMediaEvents): Promise<PeerMedia> {
    const make = () =>
      placed.router.createWebRtcTransport({
        webRtcServer: placed.webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
        iceConsentTimeout: ICE_CONSENT_TIMEOUT_SECONDS,
      })
    return new PeerMedia(placed, await Promise.all([make(), make()]), events)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  get transports(): { send: TransportInfo; receive: TransportInfo } {
    return { send: describe(this.#send), receive: describe(this.#receive) }
  }

  get consumers(): ConsumerInfo[] {
    return [...this.#consumers.values()].map((entry) => ({
      ...entry.info,
      isProducerPaused: entry.consumer.producerPaused,
    }))
  }

  producerIdOf(source: MediaSource): string | undefined {
    return this.#producers.get(source)?.id
  }

  /** @throws DomainError `lesson.media-refused` for DTLS parameters that the worker does not take. */
  async connect(direction: Direction, dtlsParameters: DtlsParameters): Promise<void> {
    if (this.#connected.has(direction)) return
    this.#connected.add(direction)
    try {
      await this.#transport(direction).connect({ dtlsParameters: dtlsParameters as WorkerDtlsParameters })
    } catch (cause) {
      this.#connected.delete(direction)
      throw new DomainError('lesson.media-refused', {}, { cause })
    }
  }

  restartIce(direction: Direction): Promise<TransportInfo['iceParameters']> {
    return this.#transport(direction).restartIce()
  }

  /** Starts sending from `source`; a producer that was there before is replaced. */
  async produce(source: MediaSource, rtpParameters: RtpParameters): Promise<string> {
    const kind = source === 'camera' ? 'video' : 'audio'
    // The worker would take a voice for a picture and nobody could decode it.
    if (!rtpParameters.codecs.every((codec) => codec.mimeType.startsWith(`${kind}/`))) {
      throw new DomainError('lesson.media-refused')
    }
    this.stopProducing(source)
    try {
      // Here and not with the join, which has no time to spare and mostly never sends.
      await this.#send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE)
      const producer = await this.#send.produce({
        kind,
        rtpParameters: rtpParameters as unknown as WorkerRtpParameters,
        keyFrameRequestDelay: KEY_FRAME_DELAY_MS,
      })
      this.#producers.set(source, producer)
      return producer.id
    } catch (cause) {
      throw new DomainError('lesson.media-refused', {}, { cause })
    }
  }

  async pauseProducing(source: MediaSource, paused: boolean): Promise<void> {
    const producer = this.#producers.get(source)
    await (paused ? producer?.pause() : producer?.resume())
  }

  stopProducing(source: MediaSource): boolean {
    const producer = this.#producers.get(source)
    this.#producers.delete(source)
    producer?.close()
    return producer !== undefined
  }

  /** Takes another peer's producer; null when this browser cannot decode it or it is gone by now. */
  async consume(options: ConsumeOptions): Promise<ConsumerInfo | null> {
    const { from, paused, spatialLayer } = options
    const rtpCapabilities = options.rtpCapabilities as unknown as WorkerRtpCapabilities
    if (!this.#placed.router.canConsume({ producerId: from.producerId, rtpCapabilities })) return null
    const consumer = await this.#receive.consume({
      producerId: from.producerId,
      rtpCapabilities,
      paused,
      enableRtx: true,
      preferredLayers: { spatialLayer, temporalLayer: 1 },
    })
    const info: ConsumerInfo = {
      consumerId: consumer.id,
      producerId: from.producerId,
      peerId: from.peerId,
      source: from.source,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters as unknown as RtpParameters,
      isProducerPaused: consumer.producerPaused,
    }
    this.#consumers.set(consumer.id, { consumer, info })
    consumer.observer.once('close', () => this.#consumers.delete(consumer.id))
    consumer.on('producerpause', () => this.#events.onConsumerPaused(consumer.id, true))
    consumer.on('producerresume', () => this.#events.onConsumerPaused(consumer.id, false))
    return info
  }

  /** Lets packets flow to the consumer. Silent when it is gone by now: its removal is on its way. */
  async resumeConsumer(consumerId: string): Promise<void> {
    await this.#consumers.get(consumerId)?.consumer.resume()
  }

  async resumeAllConsumers(): Promise<void> {
    await Promise.all([...this.#consumers.values()].map((entry) => entry.consumer.resume()))
  }

  async preferLayer(consumerId: string, spatialLayer: number): Promise<void> {
    const entry = this.#consumers.get(consumerId)
    if (entry?.info.kind === 'video') await entry.consumer.setPreferredLayers({ spatialLayer, temporalLayer: 1 })
  }

  closeConsumer(consumerId: string): void {
    this.#consumers.get(consumerId)?.consumer.close()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#producers.clear()
    this.#consumers.clear()
    this.#send.close()
    this.#receive.close()
    this.#reviewMedia()
  }

  #transport(direction: Direction): WebRtcTransport {
    return direction === 'send' ? this.#send : this.#receive
  }

  #reviewMedia(): void {
    const isUp = !this.#closed && [this.#send, this.#receive].some(isFlowing)
    if (isUp === this.#isUp) return
    this.#isUp = isUp
    this.#events.onMediaUp(isUp)
  }
}

function isFlowing(transport: WebRtcTransport): boolean {
  const isReachable = transport.iceState === 'connected' || transport.iceState === 'completed'
  return !transport.closed && isReachable && transport.dtlsState === 'connected'
}

function describe(transport: WebRtcTransport): TransportInfo {
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  }
}
