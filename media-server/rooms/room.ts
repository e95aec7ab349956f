import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import type { LiveLessonState } from '@/protocol/server-messages'
import type { TicketClaims } from '@/protocol/ticket'

import type { PresenceTracker } from '../presence/tracker'
import { LessonRouter } from '../sfu/lesson-router'
import { PeerMedia } from '../sfu/peer-media'
import type { WorkerPool } from '../sfu/worker-pool'
import type { LessonJournal, LessonRecord } from './lesson-journal'
import { Peer, type PeerDevice, type PeerLine } from './peer'
import { reconcileConsumers } from './reconcile-consumers'
import { canKnowOf } from './visibility'

export type RoomOptions = {
  lessonId: string
  pool: WorkerPool
  tracker: PresenceTracker
  journal: LessonJournal
  logger: Logger
  onEmpty: () => void
  /** How long a peer whose socket is lost may come back, in ms. */
  graceMs: number
}

const LOOK_AGAIN_MS = 500

type Seat = { claims: TicketClaims; device: PeerDevice; line: PeerLine; enter: boolean }

/** One live lesson: its peers, who has the floor, and whether it is live. */
export class Room {
  readonly #options: RoomOptions
  readonly #logger: Logger
  readonly #router: LessonRouter
  readonly #peers = new Map<string, Peer>()
  readonly #graceTimers = new Map<string, NodeJS.Timeout>()
  /** Who has the floor, by subject: it outlives a peer that is replaced. */
  readonly #floor: Set<string>
  #lesson: LiveLessonState

  constructor(options: RoomOptions) {
    this.#options = options
    this.#logger = options.logger
    this.#router = new LessonRouter(options.pool, () => void this.#rebuildMedia())
    const record: LessonRecord | undefined = options.journal.find(options.lessonId)
    this.#lesson = { phase: record?.phase ?? 'waiting', liveAtMs: record?.liveAtMs ?? null }
    this.#floor = new Set(record?.floor)
  }

  get lesson(): LiveLessonState {
    return this.#lesson
  }

  get peers(): Peer[] {
    return [...this.#peers.values()]
  }

  /** Seats a new peer; whoever the same subject was before makes room at once. Its media is ready when this resolves. */
  async seat({ claims, device, line, enter }: Seat): Promise<Peer> {
    const peer = new Peer(claims, device)
    peer.line = line
    peer.isEntered = enter
    const earlier = this.peers.filter((other) => other.subjectKey === peer.subjectKey)
    // The new one first: a room that is empty for a moment would close.
    this.#peers.set(peer.peerId, peer)
    for (const other of earlier) {
      other.send('room:closed', { reason: 'replaced' })
      this.remove(other)
    }
    peer.hasFloor = this.#floor.has(peer.subjectKey)
    this.#logger.info({ event: 'peer-seated', peerId: peer.peerId, role: claims.role, replaced: earlier.length })
    try {
      await peer.inTurn(() => this.#openMedia(peer))
    } catch (error) {
      // The line stays open for the refusal.
      peer.line = undefined
      this.remove(peer)
      throw error
    }
    // Another tab may have taken her place meanwhile: who is gone has no presence.
    if (enter && !peer.isClosed) this.#beginPresence(peer)
    return peer
  }

  /** The peer that may come back with this token, if it is still here. */
  findResumable(claims: TicketClaims, resume: { peerId: string; resumeToken: string }): Peer | undefined {
    const peer = this.#peers.get(resume.peerId)
    if (!peer?.ownsToken(resume.resumeToken)) return undefined
    const { kind, id } = peer.claims.subject
    return kind === claims.subject.kind && id === claims.subject.id ? peer : undefined
  }

  /** Gives a peer its new socket; the old one, if it still hangs, is closed. */
  reattach(peer: Peer, line: PeerLine): void {
    clearTimeout(this.#graceTimers.get(peer.peerId))
    this.#graceTimers.delete(peer.peerId)
    peer.line?.close()
    peer.line = line
    this.#logger.info({ event: 'peer-resumed', peerId: peer.peerId })
    this.announce(peer)
  }

  /** The socket is lost; the peer stays for a moment. */
  detach(peer: Peer, line: PeerLine): void {
    if (peer.line !== line || peer.isClosed) return
    peer.line = undefined
    this.announce(peer)
    this.#giveGrace(peer, this.#options.graceMs)
  }

  /** The peer goes from the lobby into the lesson: media flows, presence begins. */
  async enter(peer: Peer): Promise<void> {
    if (this.#lesson.phase === 'ended') throw new DomainError('courses.lesson-ended')
    if (peer.isEntered) return
    peer.isEntered = true
    const flowing = peer.media?.resumeAllConsumers()
    this.#beginPresence(peer)
    await flowing
  }

  /** She leaves of her own will: the floor does not wait for her, or she would be seen the moment she comes back. */
  leave(peer: Peer): void {
    this.remove(peer)
    if (!this.#floor.delete(peer.subjectKey)) return
    this.#save().catch((error: unknown) => this.#logger.error({ event: 'journal-not-written', error: String(error) }))
  }

  remove(peer: Peer): void {
    if (!this.#peers.delete(peer.peerId)) return
    clearTimeout(this.#graceTimers.get(peer.peerId))
    this.#graceTimers.delete(peer.peerId)
    const seen = peer.seen
    peer.close()
    this.#options.tracker.left(peer.peerId)
    this.#logger.info({ event: 'peer-removed', peerId: peer.peerId })
    for (const other of this.peers) {
      if (canKnowOf(other.seen, seen)) other.send('peer:gone', { peerId: peer.peerId })
    }
    this.reconcileAll()
    if (this.#peers.size === 0) this.#options.onEmpty()
  }

  /** @throws DomainError `lesson.peer-unknown`. */
  getPeer(peerId: string): Peer {
    const peer = this.#peers.get(peerId)
    if (!peer) throw new DomainError('lesson.peer-unknown')
    return peer
  }

  /** Tells those who may know of the peer how it is now. */
  announce(peer: Peer): void {
    const state = peer.state
    for (const other of this.peers) if (canKnowOf(other.seen, peer.seen)) other.send('peer:changed', state)
  }

  async setFloor(peer: Peer, given: boolean): Promise<void> {
    if (peer.hasFloor === given) return
    peer.hasFloor = given
    peer.handRaisedAtMs = null
    if (given) this.#floor.add(peer.subjectKey)
    else this.#floor.delete(peer.subjectKey)
    if (!given && peer.claims.role === 'participant') this.#stopSending(peer)
    const state = peer.state
    for (const other of this.peers) {
      if (canKnowOf(other.seen, peer.seen)) other.send('peer:changed', state)
      else if (!given) other.send('peer:gone', { peerId: peer.peerId })
    }
    this.reconcileAll()
    await this.#save()
  }

  /** Begins or ends the lesson; a repeat changes nothing. */
  async setPhase(phase: 'live' | 'ended'): Promise<void> {
    if (this.#lesson.phase === phase || this.#lesson.phase === 'ended') return
    this.#lesson = { phase, liveAtMs: this.#lesson.liveAtMs ?? Date.now() }
    if (phase === 'ended') for (const peer of this.peers) this.#options.tracker.left(peer.peerId)
    this.#options.tracker.lessonChanged(this.#options.lessonId, phase === 'live' ? 'lesson-live' : 'lesson-ended')
    for (const peer of this.peers) peer.send('lesson:changed', this.#lesson)
    this.#logger.info({ event: `lesson-${phase}` })
    await this.#save()
  }

  /** Everybody gets the consumers that she should have now, and loses those she should not. */
  reconcileAll(): void {
    for (const peer of this.peers) void this.reconcile(peer)
  }

  /** @returns when the peer's consumers are as they should be; never rejects, a peer that went away meanwhile is no error. */
  async reconcile(peer: Peer): Promise<void> {
    try {
      await peer.inTurn(() => reconcileConsumers(peer, this.peers))
    } catch (error) {
      if (!peer.isClosed) this.#logger.warn({ event: 'reconcile-failed', peerId: peer.peerId, error: String(error) })
    }
  }

  close(reason: 'ended' | 'shutting-down'): void {
    for (const peer of this.peers) {
      peer.send('room:closed', { reason })
      this.remove(peer)
    }
    this.#router.close()
  }

  #beginPresence(peer: Peer): void {
    const { lessonId, subject } = peer.claims
    this.#options.tracker.entered({ peerId: peer.peerId, lessonId, subject }, peer.media?.isUp ?? false)
    this.announce(peer)
  }

  /** As long as her sound and picture pass, a lost socket alone takes nobody out of the lesson. */
  #giveGrace(peer: Peer, ms: number): void {
    const timer = setTimeout(() => {
      if (peer.media?.isUp) this.#giveGrace(peer, LOOK_AGAIN_MS)
      else this.remove(peer)
    }, ms)
    this.#graceTimers.set(peer.peerId, timer)
  }

  async #openMedia(peer: Peer): Promise<void> {
    const placed = await this.#router.get()
    const media = await PeerMedia.create(placed, {
      onMediaUp: (isUp) => {
        if (peer.media !== media) return
        this.#options.tracker.mediaChanged(peer.peerId, isUp)
        this.announce(peer)
      },
      onConsumerPaused: (consumerId, isPaused) => peer.send('consumer:paused', { consumerId, isPaused }),
    })
    peer.media = media
    if (peer.isClosed) return media.close()
    const { dtlsParameters } = peer.device
    if (dtlsParameters)
      await Promise.all([media.connect('send', dtlsParameters), media.connect('receive', dtlsParameters)])
    await reconcileConsumers(peer, this.peers, { isSilent: true })
  }

  /** The worker died: everyone gets new transports on another, without a touch. */
  async #rebuildMedia(): Promise<void> {
    const startedAt = performance.now()
    this.#logger.error({ event: 'media-lost' })
    for (const peer of this.peers) {
      peer.media?.close()
      peer.media = undefined
      peer.consumers.clear()
      this.#options.tracker.mediaChanged(peer.peerId, false)
      peer.send('media:lost', {})
    }
    await Promise.all(this.peers.map((peer) => peer.inTurn(() => this.#rebuildPeer(peer))))
    this.#logger.info({ event: 'media-rebuilt', ms: Math.round(performance.now() - startedAt) })
  }

  async #rebuildPeer(peer: Peer): Promise<void> {
    try {
      if (peer.isClosed) return
      await this.#openMedia(peer)
      if (peer.media) peer.send('media:rebuilt', { ...peer.media.transports, consumers: peer.media.consumers })
    } catch (error) {
      this.#logger.error({ event: 'rebuild-failed', peerId: peer.peerId, error: String(error) })
      peer.line?.close()
    }
  }

  #stopSending(peer: Peer): void {
    for (const source of ['camera', 'microphone'] as const) {
      if (peer.media?.stopProducing(source)) peer.send('producer:stopped', { source })
    }
  }

  async #save(): Promise<void> {
    await this.#options.journal.save(this.#options.lessonId, { ...this.#lesson, floor: [...this.#floor] })
  }
}
