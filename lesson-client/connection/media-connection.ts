import { Device } from 'mediasoup-client'
import type {
  Consumer,
  Producer,
  ProducerOptions,
  Transport,
  RtpCapabilities as DeviceCapabilities,
} from 'mediasoup-client/types'

import type { MediaSource } from '@/domain/live-lesson/vocabulary'
import {
  CAMERA_ENCODINGS,
  ROUTER_RTP_CAPABILITIES,
  SCREEN_ENCODINGS,
  SCREEN_SOUND_OPTIONS,
  VOICE_OPTIONS,
} from '@/protocol/media-profile'
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@/protocol/rtp'
import type { ConsumerInfo, TransportInfo } from '@/protocol/server-messages'

import { countReports, type NetworkCounts } from '../quality/count-reports'
import type { RemoteTrack } from '../state/lesson-snapshot'
import { LayerLimits } from './layer-limits'
import { PathHealth } from './path-health'
import type { SignalingConnection } from './signaling-connection'

export type MediaEvents = {
  onTracks: (tracks: RemoteTrack[]) => void
  onState: (state: 'connecting' | 'up' | 'lost' | 'blocked') => void
  /** ICE restarts did not help: a new peer is needed. */
  onGivenUp: () => void
}

type Direction = 'send' | 'receive'

/** The send transport is created with the first outgoing media: a listener has one connection. */
type Link = { receive: Transport; send: Transport | undefined; sendInfo: TransportInfo }

/** The encodings of each source. */
const SENDING: Record<MediaSource, Pick<ProducerOptions, 'encodings' | 'codecOptions'>> = {
  camera: { encodings: CAMERA_ENCODINGS },
  microphone: { codecOptions: VOICE_OPTIONS },
  channel: { codecOptions: VOICE_OPTIONS },
  'screen-share': { encodings: SCREEN_ENCODINGS },
  'screen-share-sound': { codecOptions: SCREEN_SOUND_OPTIONS },
}

/** This browser's WebRTC side: one send and one receive transport, with everything on them. */
export class MediaConnection {
  readonly #events: MediaEvents
  readonly #device: Device
  readonly #certificate: RTCCertificate | undefined
  /** The server's present consumers for this page; one that is removed while it is being set up must not stay. */
  readonly #wanted = new Set<string>()
  readonly #consumers = new Map<string, { consumer: Consumer; info: ConsumerInfo }>()
  readonly #producers = new Map<MediaSource, Producer>()
  readonly #limits = new LayerLimits((source) => this.#producers.get(source)?.rtpSender)
  /** From the latest ticket; transports created from now on use these credentials. */
  #iceServers: RTCIceServer[] = []
  #signal: SignalingConnection | undefined
  #link: Link | undefined
  #paths: Partial<Record<Direction, PathHealth>> = {}
  #wasUp = false

  private constructor(events: MediaEvents, device: Device, certificate: RTCCertificate | undefined) {
    this.#events = events
    this.#device = device
    this.#certificate = certificate
  }

  /**
   * Everything that needs no server: the RTP capabilities and the DTLS certificate. @throws where WebRTC is missing.
   */
  static async prepare(events: MediaEvents): Promise<MediaConnection> {
    const device = new Device()
    const [certificate] = await Promise.all([
      makeCertificate(),
      device.load({ routerRtpCapabilities: ROUTER_RTP_CAPABILITIES as DeviceCapabilities }),
    ])
    return new MediaConnection(events, device, certificate)
  }

  get rtpCapabilities(): RtpCapabilities {
    return this.#device.recvRtpCapabilities as RtpCapabilities
  }

  /** This browser's DTLS fingerprint, known before any connection; undefined where the browser does not expose it. */
  get dtlsParameters(): DtlsParameters | undefined {
    const fingerprints = this.#certificate?.getFingerprints().map(({ algorithm, value }) => ({
      algorithm: algorithm as 'sha-256',
      value: (value ?? '').toUpperCase(),
    }))
    return fingerprints && { role: 'client', fingerprints }
  }

  /** TURN servers for transports created from now on. */
  setIceServers(iceServers: RTCIceServer[]): void {
    this.#iceServers = iceServers
  }

  /** Replaces the transports by new ones from the server. */
  async open(
    signal: SignalingConnection,
    info: { send: TransportInfo; receive: TransportInfo; consumers: ConsumerInfo[] },
  ) {
    this.drop()
    this.#signal = signal
    this.#link = { receive: this.#make('receive', info.receive), send: undefined, sendInfo: info.send }
    this.#watch(this.#link.receive, 'receive')
    await Promise.all(info.consumers.map((one) => this.consume(one)))
  }

  /** Whether these are the server's present transports: its worker may have died while the connection was lost. */
  stands(receiveId: string): boolean {
    return this.#link?.receive.id === receiveId
  }

  /** After a lost socket: the transports are intact, consumers may have come and gone, been paused and resumed. */
  async resume(consumers: ConsumerInfo[]): Promise<void> {
    const known = new Set(consumers.map((one) => one.consumerId))
    for (const consumerId of this.#consumers.keys()) if (!known.has(consumerId)) this.stopConsuming(consumerId)
    for (const { consumerId, isProducerPaused } of consumers) this.setPaused(consumerId, isProducerPaused)
    await Promise.all(consumers.filter((one) => !this.#consumers.has(one.consumerId)).map((one) => this.consume(one)))
    const signal = this.#signal
    if (!signal) return
    await Promise.all(consumers.map((one) => signal.ask('consumer:resume', { consumerId: one.consumerId })))
    await this.restartIce()
  }

  async consume(info: ConsumerInfo): Promise<void> {
    const link = this.#link
    if (!link) return
    this.#wanted.add(info.consumerId)
    const consumer = await link.receive.consume({
      id: info.consumerId,
      producerId: info.producerId,
      kind: info.kind,
      rtpParameters: info.rtpParameters as Parameters<Transport['consume']>[0]['rtpParameters'],
    })
    if (this.#link !== link) return
    if (!this.#wanted.has(info.consumerId)) return consumer.close()
    this.#consumers.set(info.consumerId, { consumer, info })
    this.#tellTracks()
  }

  setPaused(consumerId: string, isProducerPaused: boolean): void {
    const entry = this.#consumers.get(consumerId)
    if (entry) this.#consumers.set(consumerId, { ...entry, info: { ...entry.info, isProducerPaused } })
    this.#tellTracks()
  }

  stopConsuming(consumerId: string): void {
    const entry = this.#consumers.get(consumerId)
    this.#wanted.delete(consumerId)
    this.#consumers.delete(consumerId)
    entry?.consumer.close()
    this.#tellTracks()
  }

  async produce(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    this.stopProducing(source)
    this.#limits.forget(source)
    const link = this.#link
    if (!link) return
    if (!link.send) {
      link.send = this.#make('send', link.sendInfo)
      this.#watch(link.send, 'send')
    }
    const producer = await link.send.produce({
      track,
      stopTracks: false,
      disableTrackOnPause: true,
      zeroRtpOnPause: true,
      appData: { source },
      ...SENDING[source],
    })
    if (this.#link !== link) return
    this.#producers.set(source, producer)
    this.#tellState()
    await this.#limits.review(source)
  }

  isProducing(source: MediaSource): boolean {
    return this.#producers.get(source)?.closed === false
  }

  /** Sends another track in the place of the present one, or for the first time when there is none. */
  async replace(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    const producer = this.#producers.get(source)
    if (!producer || producer.closed) return this.produce(source, track)
    await producer.replaceTrack({ track })
  }

  setMuted(source: MediaSource, isMuted: boolean): void {
    const producer = this.#producers.get(source)
    if (isMuted) producer?.pause()
    else producer?.resume()
  }

  /** Sends only the layers of a picture that receivers want; null means none at all. */
  limit(source: MediaSource, spatialLayer: number | null): Promise<void> {
    return this.#limits.set(source, spatialLayer)
  }

  /** Packet counts of both directions so far; undefined while there is no connection. */
  async count(): Promise<NetworkCounts | undefined> {
    const link = this.#link
    if (!link) return undefined
    const reports = await Promise.all([link.receive.getStats(), link.send?.getStats()])
    return countReports(reports.filter((report) => report !== undefined))
  }

  /** Sets the minimum jitter buffer for audio, in ms; null leaves it to the browser. */
  holdVoices(milliseconds: number | null): void {
    for (const { consumer } of this.#consumers.values()) {
      const receiver = consumer.rtpReceiver
      // Browsers that do not support it ignore it.
      if (consumer.kind === 'audio' && receiver) receiver.jitterBufferTarget = milliseconds
    }
  }

  async packetsOf(consumerId: string): Promise<number> {
    const report = await this.#consumers.get(consumerId)?.consumer.getStats()
    const inbound = [...(report?.values() ?? [])].find((entry) => entry.type === 'inbound-rtp')
    return typeof inbound?.packetsReceived === 'number' ? inbound.packetsReceived : 0
  }

  stopProducing(source: MediaSource): void {
    const producer = this.#producers.get(source)
    this.#producers.delete(source)
    producer?.close()
  }

  /** Finds a new path for both transports without interrupting what flows on them. */
  async restartIce(): Promise<void> {
    for (const direction of ['receive', 'send'] as const) await this.#restartIceOf(direction)
  }

  async #restartIceOf(direction: Direction): Promise<void> {
    const link = this.#link
    const transport = link?.[direction]
    if (!this.#signal || !transport || transport.connectionState === 'new') return
    const { iceParameters } = await this.#signal.ask('transport:restart-ice', { direction })
    if (this.#link !== link) return
    // A lesson outlasts the hour for which TURN credentials are valid.
    await transport.updateIceServers({ iceServers: this.#iceServers })
    await transport.restartIce({ iceParameters })
  }

  /** Closes transports, consumers and producers; the tracks of camera and microphone stay open. */
  drop(): void {
    for (const path of Object.values(this.#paths)) path.close()
    this.#paths = {}
    const link = this.#link
    this.#link = undefined
    const hadTracks = this.#consumers.size > 0
    this.#wanted.clear()
    this.#consumers.clear()
    this.#producers.clear()
    link?.send?.close()
    link?.receive.close()
    // Rendering the page takes time that a join does not have.
    if (hadTracks) this.#tellTracks()
  }

  #make(direction: Direction, info: TransportInfo): Transport {
    const options = {
      ...info,
      dtlsParameters: info.dtlsParameters as { fingerprints: { algorithm: 'sha-256'; value: string }[] },
      iceCandidates: info.iceCandidates as never[],
      iceServers: this.#iceServers,
      additionalSettings: this.#certificate ? { certificates: [this.#certificate] } : {},
    }
    const transport =
      direction === 'send' ? this.#device.createSendTransport(options) : this.#device.createRecvTransport(options)
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      // The server knows the fingerprint from the join already.
      if (this.#certificate) return done()
      const message = { direction, dtlsParameters: dtlsParameters as DtlsParameters }
      this.#signal?.ask('transport:connect', message).then(() => done(), failed)
    })
    transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const source = appData.source as MediaSource
      const message = { source, rtpParameters: rtpParameters as RtpParameters }
      this.#signal?.ask('producer:create', message).then(({ producerId }) => done({ id: producerId }), failed)
    })
    return transport
  }

  #watch(transport: Transport, direction: Direction): void {
    const path = new PathHealth({
      wasUp: () => this.#wasUp,
      onChange: () => this.#tellState(),
      restartIce: () => this.#restartIceOf(direction),
      onGivenUp: () => this.#events.onGivenUp(),
    })
    this.#paths[direction] = path
    transport.on('connectionstatechange', (state) => {
      if (this.#link?.[direction] === transport) path.take(state)
    })
  }

  /** Nothing is lost by a send transport without a path while nothing is sent. */
  #tellState(): void {
    const { receive, send } = this.#paths
    const isUp = receive?.isUp === true || send?.isUp === true
    this.#wasUp ||= isUp
    const isLost = receive?.isLost === true || (send?.isLost === true && this.#producers.size > 0)
    if (isLost) this.#events.onState(this.#wasUp ? 'lost' : 'blocked')
    else if (isUp) this.#events.onState('up')
    else if (!this.#wasUp) this.#events.onState('connecting')
  }

  #tellTracks(): void {
    this.#events.onTracks(
      [...this.#consumers.values()].map(({ consumer, info }) => ({
        consumerId: info.consumerId,
        producerId: info.producerId,
        peerId: info.peerId,
        source: info.source,
        track: consumer.track,
        isPaused: info.isProducerPaused,
      })),
    )
  }
}

async function makeCertificate(): Promise<RTCCertificate | undefined> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier
  const certificate = await RTCPeerConnection.generateCertificate(algorithm)
  return typeof certificate.getFingerprints === 'function' ? certificate : undefined
}
