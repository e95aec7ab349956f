import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import type { LiveState } from '@/domain/live-lesson/state'
import { layerCap } from '@/domain/live-lesson/subscriptions'
import { MEDIA_SOURCES, type MediaSource } from '@/domain/live-lesson/vocabulary'
import { isMutedIn, refusalOf } from '@/domain/live-lesson/capabilities'
import type { RtpParameters } from '@/protocol/rtp'

import { rebuildSeconds } from '../metrics/workers'
import { Recorder } from '../recording/recorder'
import type { Recordings } from '../recording/recordings'
import type { OpenCascade } from '../sfu/cascade'
import type { CarryLimits } from '../sfu/choose-branch'
import { LessonRouters } from '../sfu/lesson-routers'
import type { PeerMedia } from '../sfu/peer-media'
import type { RouterSlot } from '../sfu/receiving'
import type { WorkerPool } from '../sfu/worker-pool'
import type { AdmissionQueue } from './admission-queue'
import { ConsumerSync } from './consumer-sync'
import { LayerLimits } from './layer-limits'
import type { Peer } from './peer'

export type LessonMediaOptions = {
  lessonId: string
  pool: WorkerPool
  limits: CarryLimits
  openCascade: OpenCascade
  recordings: Recordings
  admissionQueue: AdmissionQueue
  logger: Logger
  peers: () => readonly Peer[]
  state: () => LiveState
  /** A peer's media came up or went down. */
  onMediaUp: (peer: Peer, isUp: boolean) => void
  /** What others may know of this peer has changed. */
  onChanged: (peer: Peer) => void
  /** Whether an interpreter is heard in their channel. */
  onChannel: (peer: Peer, isSounding: boolean) => void
  /** The current speakers, loudest first. */
  onVoices: (peers: Peer[]) => void
  /** The recording has a problem, or no longer has one. */
  onRecording: (recording: LiveState['recording']) => void
}

const MEASURE_EVERY_MS = 3_000

/** The media of one lesson: senders, receivers, and new transports for all of them when a worker dies. */
export class LessonMedia {
  readonly recorder: Recorder
  readonly layers: LayerLimits
  readonly #options: LessonMediaOptions
  readonly #routers: LessonRouters
  readonly #consumers: ConsumerSync
  readonly #measuring: NodeJS.Timeout

  constructor(options: LessonMediaOptions) {
    const { peers, state } = options
    this.#options = options
    this.#routers = new LessonRouters(options, {
      onLost: (branches) => void this.#rebuild(branches),
      onVoices: (producerIds) => options.onVoices(this.#speakersOf(producerIds)),
    })
    this.recorder = new Recorder({
      ...options,
      router: () => this.#routers.home(),
      sources: () => this.#recordedSources(),
      onProblem: (problem) => {
        const { recording } = state()
        if (recording) options.onRecording({ ...recording, problem })
      },
    })
    this.#consumers = new ConsumerSync(() => ({ peers: peers(), state: state() }))
    this.layers = new LayerLimits(() => ({ peers: peers(), recordedPicture: this.recorder.picture }))
    this.#measuring = setInterval(() => void this.#measure(), MEASURE_EVERY_MS).unref()
  }

  get load(): { packetsPerSecond: number; branches: number } {
    return this.#routers.load
  }

  /** Resolves when the peer can receive and send; immediately if they left before their turn. */
  open(peer: Peer): Promise<void> {
    const isTeaching = peer.may('lesson.run') || peer.isInterpreting
    return this.#options.admissionQueue.take(isTeaching, () => this.#open(peer))
  }

  async #open(peer: Peer): Promise<void> {
    if (peer.isClosed) return
    const media = await this.#routers.openMedia({
      onMediaUp: (isUp) => {
        if (peer.media === media) this.#options.onMediaUp(peer, isUp)
      },
      onConsumerPaused: (consumerId, isPaused) => peer.send('consumer:paused', { consumerId, isPaused }),
      onSendingChanged: () => this.#options.onChanged(peer),
    })
    peer.setMedia(media)
    if (peer.isClosed) return
    const { dtlsParameters, mode, isHidden } = peer.device
    this.#background(peer, media.setMuted(isMutedIn(this.#options.state(), peer.memberId)))
    this.#background(peer, media.setLayerCap(layerCap(mode)))
    this.#background(peer, media.setHidden(isHidden))
    if (dtlsParameters)
      await Promise.all([media.connect('send', dtlsParameters), media.connect('receive', dtlsParameters)])
    await this.#consumers.begin(peer)
    this.layers.review()
  }

  /** @throws DomainError `lesson.not-allowed` when the peer may not send from this source, or no longer. */
  async produce(peer: Peer, source: MediaSource, rtpParameters: RtpParameters): Promise<string> {
    const assertMay = () => peer.assertCan(`send-${source}`, this.#options.state())
    assertMay()
    const producerId = await peer.inTurn(async () => {
      assertMay()
      const { media } = peer
      if (!media) throw new DomainError('lesson.media-unavailable')
      const producer = await media.produce(source, rtpParameters)
      try {
        // The floor may have been taken back in the meantime.
        assertMay()
      } catch (error) {
        media.stopProducing(source)
        throw error
      }
      if (source === 'microphone') this.#background(peer, this.#routers.watchVoice(producer.id))
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

  /** An interpreter is heard while they send, are not muted, and are connected. */
  reviewChannel(peer: Peer): void {
    if (!peer.isInterpreting) return
    const isSending = peer.media?.isUp === true && peer.media.isSendingFrom('channel')
    this.#options.onChannel(peer, isSending && peer.connection !== undefined)
  }

  /** Stops producers of peers that may no longer send, and mutes those who are muted. */
  enforce(): void {
    const state = this.#options.state()
    for (const peer of this.#options.peers()) {
      const { media } = peer
      if (!media) continue
      for (const source of MEDIA_SOURCES) {
        if (media.producerIdOf(source) === undefined || !refusalOf(`send-${source}`, peer.seen, state)) continue
        if (media.stopProducing(source)) peer.send('producer:stopped', { source })
      }
      this.#background(peer, media.setMuted(isMutedIn(state, peer.memberId)))
    }
  }

  /** Gives every peer the consumers that they should have now, and closes the others. */
  reconcileAll(): void {
    this.recorder.follow()
    for (const peer of this.#options.peers()) void this.reconcile(peer)
  }

  /**
   * @returns when the peer's consumers are up to date; never rejects, because a peer that left meanwhile is no error.
   */
  async reconcile(peer: Peer): Promise<void> {
    try {
      await peer.inTurn(() => this.#consumers.reconcile(peer))
      this.layers.reviewSoon()
    } catch (error) {
      if (peer.isClosed) return
      this.#options.logger.warn({ event: 'reconcile-failed', ...peer.traced, error: String(error) })
    }
  }

  close(): void {
    clearInterval(this.#measuring)
    this.layers.close()
    // A recording must end before the transports that it taps.
    this.#options.recordings.trackPending(this.recorder.close().finally(() => this.#routers.close()))
  }

  /** Not awaited. When it fails, the worker has failed, and everybody on it moves. */
  #background(peer: Peer, work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (peer.isClosed) return
      peer.media?.suspectWorker()
      this.#options.logger.warn({ event: 'media-not-changed', ...peer.traced, error: String(error) })
    })
  }

  /** The lesson's cost for each worker, for placing others. */
  async #measure(): Promise<void> {
    try {
      await this.#routers.measure(
        this.#options.peers().flatMap(({ media, isEntered }) => (media ? [{ media, isEntered }] : [])),
      )
    } catch (error) {
      // A producer or a worker is gone: the next round counts the rest.
      this.#options.logger.debug({ event: 'load-not-measured', error: String(error) })
    }
  }

  #speakersOf(producerIds: string[]): Peer[] {
    const senders = this.#options.peers()
    return producerIds.flatMap((id) => senders.find((peer) => peer.media?.producerIdOf('microphone') === id) ?? [])
  }

  /** Only the communicator's producers, never anybody else's. */
  #recordedSources() {
    const media = this.#options.peers().find((peer) => peer.role === 'communicator' && peer.isEntered)?.media
    const camera = media?.isSendingFrom('camera') ? media.producerIdOf('camera') : undefined
    return { microphone: media?.producerIdOf('microphone'), camera }
  }

  /** A worker died: everyone on it gets new transports on another, without user action. */
  async #rebuild(lost: readonly RouterSlot[]): Promise<void> {
    const { logger } = this.#options
    const startedAt = performance.now()
    const isLost = (media: PeerMedia | undefined) => media !== undefined && lost.includes(media.slot)
    const peers = this.#options.peers().filter(({ media }) => isLost(media))
    logger.error({ event: 'media-lost', peers: peers.length })
    for (const peer of peers) {
      peer.setMedia(undefined)
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
      peer.hangUp()
    }
  }
}
