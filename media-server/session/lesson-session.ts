import type { Logger } from 'pino'

import { DomainError } from '@/domain/domain-error'
import type { LiveLessonState } from '@/protocol/live-view'
import type { ServerMessage } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { nowMs } from '../clock'
import { peersLost } from '../metrics/signalling'
import type { LiveEvent } from './live/live-event'
import { LiveLesson, missedSince } from './live/live-lesson'
import { resetConnections, NEW_LIVE_STATE, type LiveState } from './live/live-state'
import { changesWhoHears } from './live/event-effects'
import { assertLetIn } from './assert-let-in'
import { CommunicatorWatch } from './communicator-watch'
import { eventsOfLeaving } from './events-of-leaving'
import { isSameMember } from './is-same-member'
import { LessonAlarm } from './lesson-alarm'
import { Peer, type PeerDevice, type ClientConnection } from './peer'
import { LessonMedia } from './lesson-media'
import type { LessonSessionOptions } from './lesson-session-options'
import { tellFacts } from './tell-facts'
import { canKnowOf } from './visibility'

const LOOK_AGAIN_MS = 500
/** A classroom that speaks on is noted again after this long. */
const HEARD_EVERY_MS = 20_000

type Admission = { ticket: TicketPayload; device: PeerDevice; connection: ClientConnection; enter: boolean }

/** One live lesson: its peers, its live state, and its sound and picture. */
export class LessonSession {
  readonly media: LessonMedia
  readonly #options: LessonSessionOptions
  readonly #logger: Logger
  readonly #live: LiveLesson
  readonly #watch: CommunicatorWatch
  readonly #peers = new Map<string, Peer>()
  readonly #graceTimers = new Map<string, NodeJS.Timeout>()
  readonly #alarm: LessonAlarm
  #speaker: Peer | undefined
  #closed = false

  constructor(options: LessonSessionOptions) {
    this.#options = options
    this.#logger = options.logger
    this.#live = new LiveLesson(resetConnections(options.journal.find(options.lessonId) ?? NEW_LIVE_STATE))
    this.media = new LessonMedia({
      ...options,
      peers: () => this.peers,
      state: () => this.state,
      onMediaUp: (peer, isUp) => {
        options.tracker.mediaChanged(peer.peerId, isUp)
        this.announce(peer)
        this.media.reviewChannel(peer)
      },
      onChanged: (peer) => this.announce(peer),
      onChannel: (peer, isSounding) => this.dispatch({ type: 'channel-sounding', memberId: peer.memberId, isSounding }),
      onVoices: (peers) => this.#voicesHeard(peers),
      onRecording: (recording) => this.dispatch({ type: 'recording-set', recording }),
    })
    this.#alarm = new LessonAlarm((event) => {
      this.dispatch(event)
      this.#closeIfEmpty()
    })
    this.#watch = new CommunicatorWatch({
      isLive: () => this.lesson.phase === 'live',
      leaders: () => this.peers.filter((peer) => peer.isEntered && peer.may('lesson.run')),
      onLost: (atMs) => {
        this.dispatch({ type: 'communicator-lost', atMs })
        this.#closeIfEmpty()
      },
      onBack: () => this.dispatch({ type: 'communicator-back' }),
    })
    this.#alarm.set(this.state)
  }

  get lessonId(): string {
    return this.#options.lessonId
  }

  get state(): LiveState {
    return this.#live.state
  }

  get lesson(): LiveLessonState {
    return this.#live.state.lesson
  }

  get peers(): Peer[] {
    return [...this.#peers.values()]
  }

  /** Seats a new peer; whoever the same subject was before makes session at once. Its media is ready when this resolves. */
  async admit({ ticket, device, connection, enter }: Admission): Promise<Peer> {
    const peer = new Peer(ticket, device)
    peer.classroom = () => this.findClassroomOf(peer)?.memberId ?? null
    this.#letIn(peer)
    peer.connection = connection
    peer.isEntered = enter && ticket.role !== 'visitor'
    const earlier = this.peers.filter((other) => other.memberId === peer.memberId)
    // The new one first: a session that is empty for a moment would close.
    this.#peers.set(peer.peerId, peer)
    for (const other of earlier) {
      other.send('lesson:closed', { reason: 'replaced' })
      this.remove(other)
    }
    this.#logger.info({ event: 'peer-admitted', ...peer.traced, role: ticket.role, replaced: earlier.length })
    // Before her media: what her member hears depends on it.
    if (peer.isEntered) this.#memberEntered(peer)
    try {
      await peer.inTurn(() => this.media.open(peer))
    } catch (error) {
      // The connection stays open for the refusal.
      peer.connection = undefined
      this.remove(peer)
      throw error
    }
    // Another tab may have taken her place meanwhile: who is gone has no presence.
    if (peer.isEntered && !peer.isClosed) this.#beginPresence(peer)
    return peer
  }

  /** The peer that may come back with this token, if it is still here. */
  findResumable(ticket: TicketPayload, resume: { peerId: string; resumeToken: string }): Peer | undefined {
    const peer = this.#peers.get(resume.peerId)
    if (!peer?.ownsToken(resume.resumeToken)) return undefined
    return isSameMember(peer.ticket, ticket) ? peer : undefined
  }

  /** Gives a peer its new socket, which came with a ticket of its own; the old one, if it still hangs, is closed. */
  reattach(peer: Peer, connection: ClientConnection, ticket: TicketPayload): void {
    clearTimeout(this.#graceTimers.get(peer.peerId))
    this.#graceTimers.delete(peer.peerId)
    const before = peer.connection
    peer.connection = connection
    // Last: whoever closes it must not be taken for the loss of the new one.
    before?.close()
    this.#logger.info({ event: 'peer-resumed', ...peer.traced, resumedBy: ticket.jti })
    this.announce(peer)
    this.media.reviewChannel(peer)
    this.#watch.review()
  }

  /** The socket is lost; the peer stays for a moment. */
  detach(peer: Peer, connection: ClientConnection): void {
    if (peer.connection !== connection || peer.isClosed) return
    peer.connection = undefined
    this.announce(peer)
    this.media.reviewChannel(peer)
    this.#giveGrace(peer, this.#options.graceMs)
    this.#watch.review()
  }

  /** The peer goes from the lobby into the lesson: media flows, presence begins. */
  async enter(peer: Peer): Promise<void> {
    if (this.lesson.phase === 'ended') throw new DomainError('courses.lesson-ended')
    if (peer.role === 'visitor') throw new DomainError('lesson.not-allowed')
    if (peer.isEntered) return
    peer.isEntered = true
    const flowing = peer.media?.resumeAllConsumers()
    this.#memberEntered(peer)
    this.#beginPresence(peer)
    this.media.reviewLayers()
    await flowing
  }

  /** She leaves of her own will: the floor does not wait for her, or she would be seen the moment she comes back. */
  leave(peer: Peer): void {
    this.remove(peer)
    if (!this.findMember(peer.memberId)) this.dispatch({ type: 'member-left', memberId: peer.memberId })
  }

  remove(peer: Peer): void {
    if (!this.#peers.delete(peer.peerId)) return
    clearTimeout(this.#graceTimers.get(peer.peerId))
    this.#graceTimers.delete(peer.peerId)
    peer.close()
    this.#options.tracker.left(peer.peerId)
    this.#logger.info({ event: 'peer-removed', ...peer.traced })
    for (const other of this.peers) if (other.told.delete(peer.peerId)) other.send('peer:gone', { peerId: peer.peerId })
    const isGone = !this.findMember(peer.memberId)
    for (const event of isGone ? eventsOfLeaving(peer, nowMs()) : []) this.dispatch(event)
    this.media.reconcileAll()
    this.#watch.review()
    this.#closeIfEmpty()
  }

  /** Puts somebody out who stays out: her tickets are refused in this lesson. */
  expel(peer: Peer): void {
    this.dispatch({ type: 'member-removed', memberId: peer.memberId })
    peer.send('lesson:closed', { reason: 'removed', code: 'lesson.removed' })
    this.remove(peer)
  }

  findMember(memberId: string): Peer | undefined {
    return this.peers.find((one) => one.memberId === memberId)
  }

  /** @throws DomainError `lesson.peer-unknown`. */
  getMember(memberId: string): Peer {
    const peer = this.findMember(memberId)
    if (!peer) throw new DomainError('lesson.peer-unknown')
    return peer
  }

  /** The classroom that a host keeps. @throws DomainError `lesson.peer-unknown` while its wall is not here. */
  getClassroomOf(host: Peer): Peer {
    const session = this.findClassroomOf(host)
    if (!session) throw new DomainError('lesson.peer-unknown')
    return session
  }

  findClassroomOf({ ticket: { siteId } }: Peer): Peer | undefined {
    return siteId === undefined
      ? undefined
      : this.peers.find((peer) => peer.role === 'classroom' && peer.ticket.siteId === siteId)
  }

  /** Changes the lesson and tells everybody what is new for them. @returns whether anything changed. */
  dispatch(event: LiveEvent): boolean {
    // What follows from closing is no change of the lesson: after a new start it goes on as it was.
    if (this.#closed) return false
    const before = this.state
    if (!this.#live.apply(event)) return false
    for (const kind of tellFacts({ before, event }, this.#options)) this.#logger.info({ event: kind })
    this.#save()
    this.#alarm.set(this.state)
    for (const peer of this.peers) this.#live.update(peer)
    if (changesWhoHears(event)) {
      this.media.enforce()
      for (const viewer of this.peers) for (const other of this.peers) this.#tellPeer(viewer, other)
      this.media.reconcileAll()
    }
    this.media.recorder.follow()
    if (event.type === 'lesson-ended') for (const peer of this.peers) this.#options.tracker.left(peer.peerId)
    if (event.type === 'lesson-started') this.#watch.review()
    return true
  }

  /** Resolves when every change so far is on disk, or could not be written. */
  saved(): Promise<void> {
    return this.#options.journal.settled(this.#options.lessonId)
  }

  /** Everything that a page needs to begin with. */
  welcome(peer: Peer, isResumed: boolean): void {
    if (!peer.media) throw new DomainError('lesson.media-unavailable')
    const known = this.peers.filter((other) => canKnowOf(peer.seen, other.seen, this.state))
    const states = known.map((other) => other.stateIn(this.state.floor))
    peer.told.clear()
    for (const state of states) peer.told.set(state.peerId, JSON.stringify(state))
    const { seq, view } = this.#live.showAll(peer)
    const message: ServerMessage<'lesson:welcome'> = {
      protocolVersion: PROTOCOL_VERSION,
      peerId: peer.peerId,
      resumeToken: peer.resumeToken,
      isResumed,
      isEntered: peer.isEntered,
      ...peer.media.transports,
      consumers: peer.media.consumers,
      peers: states,
      seq,
      live: view,
      serverTimeMs: nowMs(),
    }
    peer.send('lesson:welcome', message)
    // While her connection was lost nobody could tell her.
    if (isResumed) this.media.tellLimits(peer)
    if (peer.role === 'visitor') this.#waitAtDoor(peer)
  }

  /** Tells those who may know of the peer how it is now. */
  announce(peer: Peer): void {
    for (const viewer of this.peers) this.#tellPeer(viewer, peer)
  }

  /** Something that is gone the next moment, for everybody but its sender. */
  broadcastPointer(from: Peer, message: ServerMessage<'pointer:moved'>): void {
    for (const peer of this.peers) if (peer !== from && peer.seesLesson) peer.send('pointer:moved', message)
  }

  close(reason: 'ended' | 'shutting-down' | 'moved'): void {
    if (this.#closed) return
    if (reason !== 'shutting-down') this.dispatch({ type: 'recording-set', recording: null })
    this.#closed = true
    this.#alarm.close()
    this.#watch.close()
    for (const peer of this.peers) {
      peer.send('lesson:closed', { reason })
      this.remove(peer)
    }
    this.media.close()
  }

  /** @throws DomainError `lesson.removed`, `lesson.locked`. */
  #letIn(peer: Peer): void {
    try {
      assertLetIn(peer, this.state)
    } catch (error) {
      // The session may have been made for her alone.
      this.#closeIfEmpty()
      throw error
    }
  }

  #memberEntered(peer: Peer): void {
    this.dispatch({ type: 'member-entered', memberId: peer.memberId })
    // A hand that a classroom raises bears the name of somebody in it.
    if (peer.role !== 'classroom') this.dispatch({ type: 'member-named', ...peer.member })
    const { language } = peer
    if (language !== null && peer.may('channel.speak')) {
      this.dispatch({ type: 'channel-joined', language, memberId: peer.memberId })
    }
    // She whom nothing may record ends what is being recorded.
    if (peer.ticket.forbidsRecording) this.dispatch({ type: 'recording-set', recording: null })
    this.#watch.review()
  }

  #waitAtDoor(peer: Peer): void {
    const { memberId, displayName } = peer.member
    this.dispatch({ type: 'door-waited', visitor: { memberId, displayName, atMs: nowMs() } })
  }

  #beginPresence(peer: Peer): void {
    const { lessonId, subject } = peer.ticket
    const { kind, id } = subject
    if (kind !== 'guest' && kind !== 'device') {
      this.#options.tracker.entered({ peerId: peer.peerId, lessonId, subject: { kind, id } }, peer.media?.isUp ?? false)
    }
    this.announce(peer)
  }

  #tellPeer(viewer: Peer, other: Peer): void {
    // Before her welcome she has no list that could be changed.
    if (!viewer.shown) return
    if (!canKnowOf(viewer.seen, other.seen, this.state)) {
      if (viewer.told.delete(other.peerId)) viewer.send('peer:gone', { peerId: other.peerId })
      return
    }
    const state = other.stateIn(this.state.floor)
    const text = JSON.stringify(state)
    if (viewer.told.get(other.peerId) === text) return
    viewer.told.set(other.peerId, text)
    viewer.send('peer:changed', state)
  }

  #voicesHeard(heard: Peer[]): void {
    const now = nowMs()
    for (const { role, memberId } of heard) {
      if (role !== 'classroom' || now - (this.state.heard[memberId] ?? 0) < HEARD_EVERY_MS) continue
      this.dispatch({ type: 'classroom-heard', memberId, atMs: now })
    }
    if (heard[0] === this.#speaker) return
    this.#speaker = heard[0]
    for (const viewer of this.peers) {
      if (!viewer.seesLesson) continue
      const speaker = heard.find((peer) => canKnowOf(viewer.seen, peer.seen, this.state))
      viewer.send('speaker:changed', { memberId: speaker?.memberId ?? null })
    }
  }

  /** As long as her sound and picture pass, a lost socket alone takes nobody out of the lesson. */
  #giveGrace(peer: Peer, ms: number): void {
    const timer = setTimeout(() => {
      if (peer.media?.isUp) return this.#giveGrace(peer, LOOK_AGAIN_MS)
      peersLost.inc()
      this.remove(peer)
    }, ms)
    this.#graceTimers.set(peer.peerId, timer)
  }

  /** A lesson whose communicator is lost waits for her, so that its suspension is told even if nobody stays. */
  #closeIfEmpty(): void {
    const awaits = this.lesson.phase === 'live' && (this.#watch.isWaiting || missedSince(this.state) !== null)
    if (this.#peers.size === 0 && !awaits && !this.#closed) this.#options.onEmpty()
  }

  #save(): void {
    this.#options.onChanged()
    this.#options.journal.save(this.#options.lessonId, this.state).catch((error: unknown) => {
      this.#logger.error({ event: 'journal-not-written', error: String(error) })
    })
  }
}
