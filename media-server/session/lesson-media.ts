import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import { MEDIA_SOURCES, VIDEO_SOURCES, type MediaSource } from '@/protocol/client-messages'
import type { RtpParameters } from '@/protocol/rtp'

import { rebuildSeconds } from '../metrics/workers'
import { Recorder } from '../recording/recorder'
import type { Recordings } from '../recording/recordings'
import type { OpenAbroad } from '../sfu/abroad'
import type { CarryLimits } from '../sfu/choose-branch'
import { LessonRouters } from '../sfu/lesson-routers'
import type { PeerMedia } from '../sfu/peer-media'
import type { ReceivingPlace } from '../sfu/receiving'
import { RECORDED_LAYER } from '../sfu/recording-tap'
import type { WorkerPool } from '../sfu/worker-pool'
import type { LiveState } from './live/live-state'
import { maySend } from './may-send'
import type { OpeningTurns } from './opening-turns'
import type { Peer } from './peer'
import { reconcileConsumers } from './reconcile-consumers'
import { layerCap } from './visibility'

export type LessonMediaOptions = {
  lessonId: string
  pool: WorkerPool
  limits: CarryLimits
  openAbroad: OpenAbroad
  recordings: Recordings
  openingTurns: OpeningTurns
  logger: Logger
  peers: () => Peer[]
  state: () => LiveState
  /** A peer's media came up or went down. */
  onMediaUp: (peer: Peer, isUp: boolean) => void
  /** What others may be told of this peer has changed. */
  onChanged: (peer: Peer) => void
  /** Whether an interpreter is heard in her channel. */
  onChannel: (peer: Peer, isSounding: boolean) => void
  /** Who speaks, the loudest first. */
  onVoices: (peers: Peer[]) => void
  /** What is recorded goes on otherwise than before. */
  onRecording: (recording: LiveState['recording']) => void
}

/** A layer that nobody wants any more goes on for a moment, so that looking away and back costs nothing. */
const LIMIT_AFTER_MS = 2_000
const MEASURE_EVERY_MS = 3_000

type Picture = { media: PeerMedia; peer: Peer; source: MediaSource; producerId: string }

/** The sound and picture of one lesson: who sends, who receives, and all of it anew when its worker dies. */
export class LessonMedia {
  readonly recorder: Recorder
  readonly #options: LessonMediaOptions
  readonly #routers: LessonRouters
  #limitTimer: NodeJS.Timeout | undefined
  #reviewing: NodeJS.Immediate | undefined
  readonly #measuring: NodeJS.Timeout

  constructor(options: LessonMediaOptions) {
    this.#options = options
    this.#routers = new LessonRouters(options, {
      onLost: (branches) => void this.#rebuild(branches),
      onVoices: (producerIds) => this.#voicesHeard(producerIds),
    })
    this.recorder = new Recorder({
      ...options,
      router: () => this.#routers.home(),
      sources: () => this.#recordedSources(),
      onProblem: (problem) => {
        const { recording } = options.state()
        if (recording) options.onRecording({ ...recording, problem })
      },
    })
    this.#measuring = setInterval(() => void this.#measure(), MEASURE_EVERY_MS).unref()
  }

  get load(): { packetsPerSecond: number; branches: number } {
    return this.#routers.load
  }

  /** Resolves when she can receive and send; at once for somebody who left before her turn came. */
  open(peer: Peer): Promise<void> {
    const isTeaching = peer.may('lesson.run') || peer.may('channel.speak')
    return this.#options.openingTurns.take(isTeaching, () => this.#open(peer))
  }

  async #open(peer: Peer): Promise<void> {
    if (peer.isClosed) return
    const media = await this.#routers.openMedia({
      onMediaUp: (isUp) => {
        if (peer.media === media) this.#options.onMediaUp(peer, isUp)
      },
      onConsumerPaused: (consumerId, isPaused) => peer.send('consumer:paused', { consumerId, isPaused }),
      onQuality: () => this.#options.onChanged(peer),
    })
    peer.media = media
    this.#aside(peer, media.setMuted(this.#options.state().muted.includes(peer.memberId)))
    this.#aside(peer, media.setLayerCap(layerCap(peer.device.mode)))
    this.#aside(peer, media.setHidden(peer.device.isHidden))
    if (peer.isClosed) return media.close()
    const { dtlsParameters } = peer.device
    if (dtlsParameters)
      await Promise.all([media.connect('send', dtlsParameters), media.connect('receive', dtlsParameters)])
    await reconcileConsumers(peer, this.#scene(), { isSilent: true })
    this.reviewLayers()
  }

  /** @throws DomainError `lesson.not-allowed` when she may not send from this source, or not any more. */
  async produce(peer: Peer, source: MediaSource, rtpParameters: RtpParameters): Promise<string> {
    const assertMay = () => {
      if (!maySend(peer, source, this.#options.state())) throw new DomainError('lesson.not-allowed')
    }
    assertMay()
    const producerId = await peer.inTurn(async () => {
      assertMay()
      const { media } = peer
      if (!media) throw new DomainError('lesson.media-unavailable')
      const producer = await media.produce(source, rtpParameters)
      // The floor may have gone while it was made.
      if (!maySend(peer, source, this.#options.state())) {
        media.stopProducing(source)
        throw new DomainError('lesson.not-allowed')
      }
      if (source === 'microphone') this.#aside(peer, this.#routers.watchVoice(producer.id))
      return producer.id
    })
    this.reviewChannel(peer)
    this.reconcileAll()
    return producerId
  }

  async pause(peer: Peer, source: MediaSource, paused: boolean): Promise<void> {
    await peer.media?.pauseProducing(source, paused)
    this.recorder.follow()
    this.reviewChannel(peer)
  }

  stop(peer: Peer, source: MediaSource): void {
    if (!peer.media?.stopProducing(source)) return
    this.reviewChannel(peer)
    this.reconcileAll()
  }

  /** An interpreter is heard while she sends, is not muted by herself, and has a connection. */
  reviewChannel(peer: Peer): void {
    if (!peer.may('channel.speak')) return
    const isSending = peer.media?.isUp === true && peer.media.isSendingFrom('channel')
    this.#options.onChannel(peer, isSending && peer.connection !== undefined)
  }

  /** Stops whatever peers send that they may not send any more, and mutes who is muted. */
  enforce(): void {
    const state = this.#options.state()
    for (const peer of this.#options.peers()) {
      for (const source of MEDIA_SOURCES) {
        if (peer.media?.producerIdOf(source) === undefined) continue
        if (!maySend(peer, source, state) && peer.media.stopProducing(source)) peer.send('producer:stopped', { source })
      }
      if (peer.media) this.#aside(peer, peer.media.setMuted(state.muted.includes(peer.memberId)))
    }
  }

  /** Everybody gets the consumers that she should have now, and loses those she should not. */
  reconcileAll(): void {
    this.recorder.follow()
    for (const peer of this.#options.peers()) void this.reconcile(peer)
  }

  /** @returns when the peer's consumers are as they should be; never rejects, a peer that went away meanwhile is no error. */
  async reconcile(peer: Peer): Promise<void> {
    try {
      await peer.inTurn(() => reconcileConsumers(peer, this.#scene()))
      this.#reviewOnce()
    } catch (error) {
      if (peer.isClosed) return
      this.#options.logger.warn({ event: 'reconcile-failed', ...peer.traced, error: String(error) })
    }
  }

  /** Whoever should send more is told at once; whoever may send less is told a moment later. */
  reviewLayers(isLowering = false): void {
    const wanted = this.#wantedLayers()
    for (const sent of this.#pictures()) {
      const next = wanted.get(sent.producerId) ?? null
      const before = sent.media.limitOf(sent.source)
      if (next === before) continue
      if (isLowering || rank(next) > rank(before)) this.#limit(sent, next)
      else this.#lowerSoon()
    }
  }

  /** Tells a sender again how much of her pictures is wanted. */
  tellLimits(peer: Peer): void {
    for (const source of VIDEO_SOURCES) {
      if (peer.media?.producerIdOf(source) === undefined) continue
      peer.send('producer:limited', { source, spatialLayer: peer.media.limitOf(source) })
    }
  }

  close(): void {
    clearTimeout(this.#limitTimer)
    clearInterval(this.#measuring)
    clearImmediate(this.#reviewing)
    // What is recorded ends before what it is recorded from.
    this.#options.recordings.hold(this.recorder.close().finally(() => this.#routers.close()))
  }

  /** Nobody waits for this. When it fails, the worker has failed, and everybody on it moves. */
  #aside(peer: Peer, work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (peer.isClosed) return
      peer.media?.suspectWorker()
      this.#options.logger.warn({ event: 'media-not-changed', ...peer.traced, error: String(error) })
    })
  }

  /** Looks at the layers once for all who were reconciled together. */
  #reviewOnce(): void {
    this.#reviewing ??= setImmediate(() => {
      this.#reviewing = undefined
      this.reviewLayers()
    })
  }

  /** What the lesson costs each worker, for the placing of others. */
  async #measure(): Promise<void> {
    try {
      await this.#routers.measure(
        this.#options.peers().flatMap(({ media, isEntered }) => (media ? [{ media, isEntered }] : [])),
      )
    } catch (error) {
      // A producer or a worker went meanwhile: the next round counts what is left.
      this.#options.logger.debug({ event: 'load-not-measured', error: String(error) })
    }
  }

  #lowerSoon(): void {
    this.#limitTimer ??= setTimeout(() => {
      this.#limitTimer = undefined
      this.reviewLayers(true)
    }, LIMIT_AFTER_MS).unref()
  }

  #wantedLayers(): Map<string, number> {
    const wanted = new Map<string, number>()
    const { picture } = this.recorder
    if (picture !== undefined) wanted.set(picture, RECORDED_LAYER)
    for (const viewer of this.#options.peers()) {
      if (!viewer.isEntered) continue
      for (const { producerId, layer } of viewer.media?.wantedLayers ?? []) {
        wanted.set(producerId, Math.max(layer, wanted.get(producerId) ?? 0))
      }
    }
    return wanted
  }

  #limit({ media, peer, source }: Picture, layer: number | null): void {
    media.setLimit(source, layer)
    peer.send('producer:limited', { source, spatialLayer: layer })
  }

  #pictures(): Picture[] {
    return this.#options.peers().flatMap((peer) =>
      VIDEO_SOURCES.flatMap((source) => {
        const { media } = peer
        const producerId = media?.producerIdOf(source)
        return !media || producerId === undefined ? [] : [{ media, peer, source, producerId }]
      }),
    )
  }

  #voicesHeard(producerIds: string[]): void {
    const senders = this.#options.peers()
    const heard = producerIds.flatMap(
      (id) => senders.find((peer) => peer.media?.producerIdOf('microphone') === id) ?? [],
    )
    this.#options.onVoices(heard)
  }

  /** Of the communicator alone, never of anybody else. */
  #recordedSources() {
    const media = this.#options.peers().find((peer) => peer.role === 'communicator' && peer.isEntered)?.media
    const camera = media?.isSendingFrom('camera') ? media.producerIdOf('camera') : undefined
    return { microphone: media?.producerIdOf('microphone'), camera }
  }

  #scene() {
    return { senders: this.#options.peers(), state: this.#options.state() }
  }

  /** A worker died: everyone on it gets new transports on another, and nobody has to do anything. */
  async #rebuild(lost: readonly ReceivingPlace[]): Promise<void> {
    const { logger } = this.#options
    const startedAt = performance.now()
    const peers = this.#options.peers().filter(({ media }) => media && lost.includes(media.place))
    logger.error({ event: 'media-lost', peers: peers.length })
    for (const peer of peers) {
      peer.media?.close()
      peer.media = undefined
      peer.consumers.clear()
      this.#options.onMediaUp(peer, false)
      peer.send('media:lost', {})
    }
    this.recorder.follow()
    await Promise.all(peers.map((peer) => peer.inTurn(() => this.#rebuildPeer(peer))))
    const ms = performance.now() - startedAt
    rebuildSeconds.observe(ms / 1_000)
    logger.info({ event: 'media-rebuilt', ms: Math.round(ms) })
  }

  async #rebuildPeer(peer: Peer): Promise<void> {
    try {
      if (peer.isClosed) return
      await this.open(peer)
      if (peer.media) peer.send('media:rebuilt', { ...peer.media.transports, consumers: peer.media.consumers })
    } catch (error) {
      this.#options.logger.error({ event: 'rebuild-failed', ...peer.traced, error: String(error) })
      peer.connection?.close()
    }
  }
}

/** Nothing at all comes below the lowest layer. */
function rank(layer: number | null): number {
  return layer ?? -1
}
