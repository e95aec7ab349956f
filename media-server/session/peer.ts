import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

import { DomainError } from '@/domain/domain-error'
import type { LessonPermission } from '@/domain/courses/lesson-permissions'
import type { ViewMode } from '@/protocol/client-messages'
import type { LiveView, MemberId } from '@/protocol/live-view'
import type { DtlsParameters, RtpCapabilities } from '@/protocol/rtp'
import type { PeerState, ServerMessage, ServerMessageName } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'

import type { PeerMedia } from '../sfu/peer-media'
import type { Member } from './live/live-event'
import { memberIdOf } from './member-id'
import type { Seen } from './visibility'

/** What a peer needs of its socket. */
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
  /** Nobody looks at the page. */
  isHidden: boolean
}

/** One connection's place in a lesson. It outlives its socket for a moment, so that a lost connection can come back. */
export class Peer {
  readonly peerId: string = randomUUID()
  readonly resumeToken: string = randomBytes(24).toString('base64url')
  readonly ticket: TicketPayload
  readonly memberId: MemberId
  device: PeerDevice
  media: PeerMedia | undefined
  connection: ClientConnection | undefined
  isEntered = false
  /** Consumers that her browser was told of, with their producers. */
  readonly consumers = new Map<string, string>()
  /** Peers that she was told of, with what she was told. */
  readonly told = new Map<string, string>()
  /** The live lesson as her page has it; undefined before her welcome. */
  shown: LiveView | undefined
  /** The member of the classroom that a host keeps, as long as its wall is here. */
  classroom: () => MemberId | null = () => null
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(ticket: TicketPayload, device: PeerDevice) {
    this.ticket = ticket
    this.device = device
    this.memberId = memberIdOf(ticket.lessonId, ticket.subject)
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get role(): TicketPayload['role'] {
    return this.ticket.role
  }

  /** What every connection of the log about this peer carries: the ticket's id leads from the page to here, and names nobody. */
  get traced(): { peerId: string; ticketId: string } {
    return { peerId: this.peerId, ticketId: this.ticket.jti }
  }

  get language(): string | null {
    return this.ticket.channelLanguage ?? null
  }

  get seen(): Seen {
    const { peerId, memberId, role, language, isEntered } = this
    const channelLanguage = this.may('channel.speak') ? language : null
    return { peerId, memberId, role, language, isEntered, mode: this.device.mode, channelLanguage }
  }

  get member(): Member {
    return { memberId: this.memberId, displayName: this.ticket.displayName, town: this.ticket.town ?? '' }
  }

  /** Whoever waits at the door and whoever tries a device out sees and hears nothing of the lesson. */
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
      isMediaUp: this.media?.isUp ?? false,
      isConnected: this.connection !== undefined,
      quality: this.media?.quality ?? null,
    }
  }

  send<Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>): void {
    this.connection?.send(name, message)
  }

  tell = (change: ServerMessage<'live:changed'>): void => this.send('live:changed', change)

  may(permission: LessonPermission): boolean {
    return this.ticket.permissions.includes(permission)
  }

  /** @throws DomainError `lesson.not-allowed` when the ticket does not say so. */
  assertMay(permission: LessonPermission): void {
    if (!this.may(permission)) throw new DomainError('lesson.not-allowed')
  }

  /** @throws DomainError `lesson.not-entered` while she stands in the lobby. */
  assertEntered(): void {
    if (!this.isEntered) throw new DomainError('lesson.not-entered')
  }

  ownsToken(token: string): boolean {
    const given = Buffer.from(token)
    const own = Buffer.from(this.resumeToken)
    return given.length === own.length && timingSafeEqual(given, own)
  }

  /** Runs `work` after everything that was asked of this peer before; one peer's media never changes in two places at once. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(ignoreForNext)
    return result
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.media?.close()
    this.connection?.close()
    this.connection = undefined
  }
}

/** Whoever asked gets the error from `inTurn`; the next in the queue is not concerned. */
function ignoreForNext(): void {}
