import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

import { DomainError } from '@/domain/domain-error'
import { refusalOf } from '@/domain/live-lesson/capabilities'
import type { Member } from '@/domain/live-lesson/events'
import type { LessonPermission } from '@/domain/live-lesson/roles'
import type { LiveState } from '@/domain/live-lesson/state'
import type { Seen } from '@/domain/live-lesson/subscriptions'
import type { Capability, MemberId, ViewMode } from '@/domain/live-lesson/vocabulary'
import type { DtlsParameters, RtpCapabilities } from '@/protocol/rtp'
import type { PeerState, ServerMessage, ServerMessageName } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'

import type { PeerMedia } from '../sfu/peer-media'
import { memberIdOf } from './member-id'

/** What a peer needs from its socket. */
export type ClientConnection = {
  send: <Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>) => void
  /** @returns whether the browser answered in time. */
  isAlive: (withinMs: number) => Promise<boolean>
  close: () => void
}

export type PeerDevice = {
  rtpCapabilities: RtpCapabilities
  dtlsParameters: DtlsParameters | undefined
  mode: ViewMode
  /** Nobody is looking at the page. */
  isHidden: boolean
}

/** A closed peer has neither connection nor media, and never gets them again. */
type Link = { is: 'connected'; connection: ClientConnection } | { is: 'reconnecting' } | { is: 'closed' }

/**
 * One connection's representation in a lesson. It outlives its socket for a moment, so that a lost connection can
 * resume.
 */
export class Peer {
  readonly peerId: string = randomUUID()
  readonly resumeToken: string = randomBytes(24).toString('base64url')
  readonly ticket: TicketPayload
  readonly memberId: MemberId
  #device: PeerDevice
  #link: Link
  #media: PeerMedia | undefined
  #isEntered = false
  #queue: Promise<unknown> = Promise.resolve()

  constructor(ticket: TicketPayload, device: PeerDevice, connection: ClientConnection) {
    this.ticket = ticket
    this.#device = device
    this.#link = { is: 'connected', connection }
    this.memberId = memberIdOf(ticket.lessonId, ticket.subject)
  }

  get isClosed(): boolean {
    return this.#link.is === 'closed'
  }

  /** Undefined while the socket is lost. */
  get connection(): ClientConnection | undefined {
    return this.#link.is === 'connected' ? this.#link.connection : undefined
  }

  get device(): PeerDevice {
    return this.#device
  }

  get media(): PeerMedia | undefined {
    return this.#media
  }

  /** In the lesson, not on the page before it. */
  get isEntered(): boolean {
    return this.#isEntered
  }

  get role(): TicketPayload['role'] {
    return this.ticket.role
  }

  /**
   * Fields in every log line about this peer: the ticket's id connects the page with these lines, without naming
   * anybody.
   */
  get traced(): { peerId: string; ticketId: string } {
    return { peerId: this.peerId, ticketId: this.ticket.jti }
  }

  get seen(): Seen {
    const { peerId, memberId, role, isEntered } = this
    const { permissions, channelLanguage: language = null } = this.ticket
    const channelLanguage = this.isInterpreting ? language : null
    return { peerId, memberId, role, permissions, language, isEntered, mode: this.#device.mode, channelLanguage }
  }

  get isInterpreting(): boolean {
    return this.may('channel.speak')
  }

  get member(): Member {
    return { memberId: this.memberId, displayName: this.ticket.displayName, town: this.ticket.town ?? '' }
  }

  /** A visitor and a device in a check receive nothing of the lesson. */
  get seesLesson(): boolean {
    return this.role !== 'visitor' && this.role !== 'check'
  }

  stateIn(floor: readonly MemberId[]): PeerState {
    return {
      peerId: this.peerId,
      memberId: this.memberId,
      role: this.role,
      displayName: this.ticket.displayName,
      town: this.ticket.town ?? '',
      language: this.ticket.language,
      headcount: this.ticket.headcount ?? null,
      hasFloor: floor.includes(this.memberId),
      isMediaUp: this.#media?.isUp ?? false,
      isConnected: this.#link.is === 'connected',
      quality: this.#media?.quality ?? null,
      isHeard: this.#media?.isHeard ?? false,
      isSharing: this.#media?.isSharing ?? false,
    }
  }

  send<Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>): void {
    this.connection?.send(name, message)
  }

  may(permission: LessonPermission): boolean {
    return this.ticket.permissions.includes(permission)
  }

  /** @throws DomainError with the reason if the peer may not do it now. */
  assertCan(capability: Capability, state: LiveState): void {
    const refusal = refusalOf(capability, this.seen, state)
    if (refusal) throw new DomainError(refusal)
  }

  /** @throws DomainError `lesson.not-entered` on the page before the lesson. */
  assertEntered(): void {
    if (!this.#isEntered) throw new DomainError('lesson.not-entered')
  }

  ownsToken(token: string): boolean {
    const given = Buffer.from(token)
    const own = Buffer.from(this.resumeToken)
    return given.length === own.length && timingSafeEqual(given, own)
  }

  /** Takes the socket with which the browser reconnected. */
  attach(connection: ClientConnection): void {
    if (this.#link.is === 'closed') return connection.close()
    const before = this.connection
    this.#link = { is: 'connected', connection }
    // Last, so that closing the old socket is not mistaken for the loss of the new one.
    before?.close()
  }

  /** @returns false when another socket has replaced it already, or the peer is closed. */
  detach(connection: ClientConnection): boolean {
    if (this.connection !== connection) return false
    this.#link = { is: 'reconnecting' }
    return true
  }

  /** Closes the socket but keeps the peer, which reconnects and is admitted again. */
  hangUp(): void {
    this.connection?.close()
  }

  setDevice(change: Partial<PeerDevice>): void {
    this.#device = { ...this.#device, ...change }
  }

  /** New transports replace the previous ones; undefined when the worker died with them. */
  setMedia(media: PeerMedia | undefined): void {
    if (this.#media !== media) this.#media?.close()
    this.#media = media
    if (this.isClosed) media?.close()
  }

  enter(): void {
    this.#isEntered = true
  }

  /** Runs `work` after everything requested for this peer before; one peer's media never changes concurrently. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(ignoreForNext)
    return result
  }

  /** `keepsConnection` leaves the socket open for a last message. */
  close({ keepsConnection } = { keepsConnection: false }): void {
    if (this.#link.is === 'closed') return
    const { connection } = this
    this.#link = { is: 'closed' }
    this.#media?.close()
    if (!keepsConnection) connection?.close()
  }
}

/** The caller gets the error from `inTurn`; the next task starts fresh. */
function ignoreForNext(): void {}
