import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

import { DomainError } from '@/domain/domain-error'
import type { LessonPermission } from '@/domain/courses/lesson-permissions'
import type { DtlsParameters, RtpCapabilities } from '@/protocol/rtp'
import type { PeerState, ServerMessage, ServerMessageName } from '@/protocol/server-messages'
import type { TicketClaims } from '@/protocol/ticket'

import type { PeerMedia } from '../sfu/peer-media'
import type { Seen } from './visibility'

/** What a peer needs of its socket. */
export type PeerLine = {
  send: <Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>) => void
  close: () => void
}

export type PeerDevice = { rtpCapabilities: RtpCapabilities; dtlsParameters: DtlsParameters | undefined }

/** One connection's place in a lesson. It outlives its socket for a moment, so that a lost line can come back. */
export class Peer {
  readonly peerId: string = randomUUID()
  readonly resumeToken: string = randomBytes(24).toString('base64url')
  readonly claims: TicketClaims
  device: PeerDevice
  media: PeerMedia | undefined
  line: PeerLine | undefined
  isEntered = false
  hasFloor = false
  handRaisedAtMs: number | null = null
  /** Consumers that her browser was told of, with their producers. */
  readonly consumers = new Map<string, string>()
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(claims: TicketClaims, device: PeerDevice) {
    this.claims = claims
    this.device = device
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get subjectKey(): string {
    return `${this.claims.subject.kind}:${this.claims.subject.id}`
  }

  get seen(): Seen {
    return { peerId: this.peerId, role: this.claims.role, hasFloor: this.hasFloor, isEntered: this.isEntered }
  }

  get state(): PeerState {
    return {
      peerId: this.peerId,
      role: this.claims.role,
      displayName: this.claims.displayName,
      language: this.claims.language,
      headcount: this.claims.headcount ?? null,
      handRaisedAtMs: this.handRaisedAtMs,
      hasFloor: this.hasFloor,
      isMediaUp: this.media?.isUp ?? false,
      isConnected: this.line !== undefined,
    }
  }

  send<Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>): void {
    this.line?.send(name, message)
  }

  /** @throws DomainError `lesson.not-allowed` when the ticket does not say so. */
  assertMay(permission: LessonPermission): void {
    if (!this.claims.permissions.includes(permission)) throw new DomainError('lesson.not-allowed')
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
    this.line?.close()
    this.line = undefined
  }
}

/** Whoever asked gets the error from `inTurn`; the next in the queue is not concerned. */
function ignoreForNext(): void {}
