import { randomUUID } from 'node:crypto'

import type { Logger } from 'pino'

import { assertNever } from '@/domain/assert-never'
import { DomainError } from '@/domain/domain-error'
import { admissionRefusalOf, eventsOfEntering, eventsOfLeaving } from '@/domain/live-lesson/admission'
import { missedSince } from '@/domain/live-lesson/deadlines'
import { effectsOf, type Effect } from '@/domain/live-lesson/effects'
import type { LiveEvent } from '@/domain/live-lesson/events'
import { reduce } from '@/domain/live-lesson/reduce'
import { NEW_LIVE_STATE, resetConnections, type LiveState } from '@/domain/live-lesson/state'
import type { ServerMessage } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { nowMs, nowText } from '../clock'
import { CommunicatorWatch } from './communicator-watch'
import { DeadlineTimer } from './deadline-timer'
import { isSameMember } from './is-same-member'
import { LessonMedia } from './lesson-media'
import type { LessonSessionOptions } from './lesson-session-options'
import { LiveSync } from './live-sync'
import { Members } from './members'
import { Peer, type ClientConnection, type PeerDevice } from './peer'
import { PointerRelay } from './pointer-relay'
import { ReconnectGrace } from './reconnect-grace'
import { RosterSync } from './roster-sync'
import { VoiceActivity } from './voice-activity'

type Admission = { ticket: TicketPayload; device: PeerDevice; connection: ClientConnection; enter: boolean }

/** A live lesson: holds its state and its members, and carries out the effects of each change. */
export class LessonSession {
  readonly media: LessonMedia
  readonly pointer: PointerRelay
  readonly members = new Members()
  readonly #options: LessonSessionOptions
  readonly #logger: Logger
  readonly #live: LiveSync<Peer>
  readonly #roster: RosterSync
  readonly #voices: VoiceActivity
  readonly #grace: ReconnectGrace
  readonly #watch: CommunicatorWatch
  readonly #deadlines: DeadlineTimer
  #state: LiveState
  #closed = false

  constructor(options: LessonSessionOptions) {
    this.#options = options
    this.#logger = options.logger
    this.#state = resetConnections(options.journal.find(options.lessonId) ?? NEW_LIVE_STATE)
    const peers = () => this.members.all
    const state = () => this.#state
    this.#voices = new VoiceActivity({ peers, state, dispatch: (event) => this.dispatch(event) })
    this.pointer = new PointerRelay(peers)
    this.#live = new LiveSync((peer) => ({
      viewer: { ...peer.seen, classroom: () => this.members.findClassroomOf(peer)?.memberId ?? null },
      send: (change) => peer.send('live:changed', change),
    }))
    this.#roster = new RosterSync({ peers, state })
    this.#grace = new ReconnectGrace(options.graceMs, (peer) => this.remove(peer))
    this.media = new LessonMedia({
      ...options,
      ...{ peers, state },
      onMediaUp: (peer, isUp) => {
        options.tracker.mediaChanged(peer.peerId, isUp)
        this.#connectionChanged(peer)
      },
      onChanged: (peer) => this.#roster.announce(peer),
      onChannel: ({ memberId }, isSounding) => this.dispatch({ type: 'channel-sounding', memberId, isSounding }),
      onVoices: (heard) => this.#voices.update(heard),
      onRecording: (recording) => this.dispatch({ type: 'recording-set', recording }),
    })
    const dispatchAlone = (event: LiveEvent) => {
      this.dispatch(event)
      this.#closeIfEmpty()
    }
    this.#deadlines = new DeadlineTimer(dispatchAlone)
    this.#watch = new CommunicatorWatch({
      isLive: () => this.#state.lesson.phase === 'live',
      leaders: () => peers().filter((peer) => peer.isEntered && peer.may('lesson.run')),
      onLost: (atMs) => dispatchAlone({ type: 'communicator-lost', atMs }),
      onBack: () => this.dispatch({ type: 'communicator-back' }),
    })
    this.#setDeadline()
  }

  get lessonId(): string {
    return this.#options.lessonId
  }

  get state(): LiveState {
    return this.#state
  }

  get peers(): readonly Peer[] {
    return this.members.all
  }

  /**
   * Admits a new peer, replacing an earlier one of the same member. Its media is ready when this resolves.
   * @throws DomainError `lesson.removed`, `lesson.locked`.
   */
  async admit({ ticket, device, connection, enter }: Admission): Promise<Peer> {
    const peer = new Peer(ticket, device, connection)
    this.#assertAdmitted(peer)
    if (enter && peer.role !== 'visitor') peer.enter()
    const earlier = this.peers.filter((other) => other.memberId === peer.memberId)
    // The new peer first: a session that is empty for a moment would close.
    this.members.add(peer)
    if (ticket.plan) this.dispatch({ type: 'plan-told', plan: ticket.plan })
    for (const other of earlier) {
      other.send('lesson:closed', { reason: 'replaced' })
      this.remove(other)
    }
    this.#logger.info({ event: 'peer-admitted', ...peer.traced, role: ticket.role, replaced: earlier.length })
    this.#reviewDeadline()
    // Before opening media: what the peer receives depends on it.
    if (peer.isEntered) this.#entered(peer)
    try {
      await peer.inTurn(() => this.media.open(peer))
    } catch (error) {
      this.remove(peer, { keepsConnection: true })
      throw error
    }
    // Another tab may have replaced this peer meanwhile: a closed peer has no presence.
    if (peer.isEntered && !peer.isClosed) this.#beginPresence(peer)
    return peer
  }

  /** The peer that may resume with this token, if it still exists. */
  findResumable(ticket: TicketPayload, resume: { peerId: string; resumeToken: string }): Peer | undefined {
    const peer = this.members.findPeer(resume.peerId)
    if (!peer?.ownsToken(resume.resumeToken)) return undefined
    return isSameMember(peer.ticket, ticket) ? peer : undefined
  }

  /** Gives a peer its new socket, which came with a new ticket. */
  reattach(peer: Peer, connection: ClientConnection, ticket: TicketPayload): void {
    this.#grace.end(peer)
    peer.attach(connection)
    this.#logger.info({ event: 'peer-resumed', ...peer.traced, resumedBy: ticket.jti })
    this.#connectionChanged(peer)
    this.#reviewLeaders()
  }

  /** The socket is lost; the peer is kept for a moment. */
  detach(peer: Peer, connection: ClientConnection): void {
    if (!peer.detach(connection)) return
    this.#connectionChanged(peer)
    this.#grace.begin(peer)
    this.#reviewLeaders()
  }

  /**
   * Enters the lesson: media flows, presence begins.
   * @throws DomainError `courses.lesson-ended`, `lesson.not-allowed` for a visitor.
   */
  async enter(peer: Peer): Promise<void> {
    if (this.#state.lesson.phase === 'ended') throw new DomainError('courses.lesson-ended')
    if (peer.role === 'visitor') throw new DomainError('lesson.not-allowed')
    if (peer.isEntered) return
    peer.enter()
    const flowing = peer.media?.resumeAllConsumers()
    this.#entered(peer)
    this.#beginPresence(peer)
    this.media.layers.review()
    await flowing
  }

  /** The page was closed on purpose: the member loses the floor, or they would be seen the moment they return. */
  leave(peer: Peer): void {
    const { memberId } = peer
    this.remove(peer)
    if (!this.members.find(memberId)) this.dispatch({ type: 'member-left', memberId })
  }

  remove(peer: Peer, how = { keepsConnection: false }): void {
    if (!this.members.remove(peer)) return
    this.#grace.end(peer)
    peer.close(how)
    this.#live.remove(peer)
    this.pointer.left(peer)
    this.#options.tracker.left(peer.peerId)
    this.#logger.info({ event: 'peer-removed', ...peer.traced })
    this.#roster.remove(peer)
    if (!this.members.find(peer.memberId)) {
      for (const event of eventsOfLeaving({ ...stateOf(peer), atMs: nowMs() })) this.dispatch(event)
    }
    this.media.reconcileAll()
    this.#reviewLeaders()
    this.#closeIfEmpty()
  }

  /** Removes a member permanently: their tickets are refused in this lesson. */
  expel(peer: Peer): void {
    this.dispatch({ type: 'member-removed', memberId: peer.memberId })
    peer.send('lesson:closed', { reason: 'removed', code: 'lesson.removed' })
    this.remove(peer)
  }

  /** Applies an event and carries out its effects. @returns whether anything changed. */
  dispatch(event: LiveEvent): boolean {
    // Closing the session does not change the lesson: after a restart it continues as it was.
    if (this.#closed) return false
    const before = this.#state
    this.#state = reduce(before, event)
    const effects = effectsOf({ before, event, after: this.#state })
    for (const effect of effects) this.#carryOut(effect)
    return effects.length > 0
  }

  /** Resolves when every change so far is on disk, or could not be written. */
  saved(): Promise<void> {
    return this.#options.journal.whenIdle(this.#options.lessonId)
  }

  /** Sends the peer everything that a page needs to start with. @throws DomainError `lesson.media-unavailable`. */
  welcome(peer: Peer, isResumed: boolean): void {
    if (!peer.media) throw new DomainError('lesson.media-unavailable')
    const message: ServerMessage<'lesson:welcome'> = {
      protocolVersion: PROTOCOL_VERSION,
      peerId: peer.peerId,
      resumeToken: peer.resumeToken,
      isResumed,
      isEntered: peer.isEntered,
      ...peer.media.transports,
      consumers: peer.media.consumers,
      peers: this.#roster.begin(peer),
      live: this.#live.begin(peer, this.#state),
      seq: this.#state.seq,
      serverTimeMs: nowMs(),
    }
    peer.send('lesson:welcome', message)
    this.#roster.announce(peer)
    // These are not part of the welcome, and were not sent while the connection was lost.
    if (isResumed) this.media.layers.sendAgain(peer)
    this.pointer.tell(peer, isResumed)
    this.#voices.tell(peer, isResumed)
    if (peer.role === 'visitor') this.#awaitAdmission(peer)
  }

  close(reason: 'ended' | 'shutting-down' | 'moved'): void {
    if (this.#closed) return
    if (reason !== 'shutting-down') this.dispatch({ type: 'recording-set', recording: null })
    this.#closed = true
    this.#deadlines.close()
    this.#watch.close()
    this.#dismiss(reason)
    this.media.close()
  }

  #dismiss(reason: 'ended' | 'shutting-down' | 'moved' | 'not-held'): void {
    for (const peer of this.peers) {
      peer.send('lesson:closed', { reason })
      this.remove(peer)
    }
  }

  /** Somebody came, entered or left, or a connection was lost or restored. */
  #reviewLeaders(): void {
    this.#watch.review()
    this.#reviewDeadline()
  }

  /** Until a lesson begins, its deadline depends on who is there. */
  #reviewDeadline(): void {
    if (this.#state.lesson.phase === 'waiting') this.#setDeadline()
  }

  #setDeadline(): void {
    this.#deadlines.set(
      this.#state,
      this.peers.some((peer) => peer.may('lesson.run') && peer.connection !== undefined),
    )
  }

  #carryOut(effect: Effect): void {
    const { lessonId, tracker, sendEvent } = this.#options
    switch (effect.type) {
      case 'keep-question':
        return sendEvent({
          factId: randomUUID(),
          lessonId,
          at: nowText(),
          kind: 'question-asked',
          question: effect.outcome,
        })
      case 'record-fact':
        this.#logger.info({ event: effect.kind })
        return tracker.lessonChanged(lessonId, effect.kind, effect.atMs ?? undefined)
      case 'save':
        return this.#save()
      case 'set-deadline':
        return this.#setDeadline()
      case 'send-changes':
        return this.#live.update(this.#state)
      case 'enforce-sending':
        return this.media.enforce()
      case 'sync-rosters':
        return this.#roster.announceAll()
      case 'reconcile-consumers':
        return this.media.reconcileAll()
      case 'follow-recording':
        return this.media.recorder.follow()
      case 'end-presence':
        return this.peers.forEach((peer) => tracker.left(peer.peerId))
      case 'begin-presence':
        return this.peers.forEach((peer) => peer.isEntered && this.#beginPresence(peer))
      case 'dismiss-members':
        return this.#dismiss('not-held')
      case 'review-communicator':
        return this.#watch.review()
      default:
        return assertNever(effect)
    }
  }

  #assertAdmitted(peer: Peer): void {
    const refusal = admissionRefusalOf(peer, this.#state)
    if (!refusal) return
    // The session may have been created only for this peer.
    this.#closeIfEmpty()
    throw new DomainError(refusal)
  }

  #entered(peer: Peer): void {
    for (const event of eventsOfEntering({ ...stateOf(peer), atMs: nowMs() })) this.dispatch(event)
    this.#reviewLeaders()
  }

  #awaitAdmission(peer: Peer): void {
    const { memberId, displayName } = peer.member
    this.dispatch({ type: 'visitor-waiting', visitor: { memberId, displayName, atMs: nowMs() } })
  }

  #beginPresence(peer: Peer): void {
    const { lessonId, subject } = peer.ticket
    const { kind, id } = subject
    if (kind !== 'guest' && kind !== 'device') {
      this.#options.tracker.entered({ peerId: peer.peerId, lessonId, subject: { kind, id } }, peer.media?.isUp ?? false)
    }
    this.#roster.announce(peer)
  }

  #connectionChanged(peer: Peer): void {
    this.#roster.announce(peer)
    this.media.reviewChannel(peer)
  }

  /**
   * A lesson whose communicator is disconnected stays open, so that its suspension is recorded even if nobody is left.
   */
  #closeIfEmpty(): void {
    const awaits = this.#state.lesson.phase === 'live' && (this.#watch.isWaiting || missedSince(this.#state) !== null)
    if (this.members.isEmpty && !awaits && !this.#closed) this.#options.onEmpty()
  }

  #save(): void {
    this.#options.onChanged()
    this.#options.journal.save(this.#options.lessonId, this.#state).catch((error: unknown) => {
      this.#logger.error({ event: 'journal-not-written', error: String(error) })
    })
  }
}

/** The input of admission about a peer. */
function stateOf({ member, role, isEntered, isInterpreting, seen, ticket }: Peer) {
  const { channelLanguage } = seen
  return {
    member,
    role,
    isEntered,
    isInterpreting,
    channelLanguage,
    forbidsRecording: ticket.forbidsRecording === true,
  }
}
