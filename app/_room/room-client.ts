import type { ErrorCode } from '@/domain/error-codes'
import { MEDIA_SOURCES, type MediaSource } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import type { RtpCapabilities } from '@/protocol/rtp'
import type { PeerState, ServerMessage } from '@/protocol/server-messages'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { markOnce, markTap } from './mark-once'
import { MediaLink } from './media-link'
import { SnapshotStore, type RoomSnapshot } from './room-snapshot'
import { SignalLink, type SignalHandlers } from './signal-link'

export type Ticket = { ticket: string; mediaUrl: string; iceServers: RTCIceServer[] }

type RoomOptions = {
  /** A ticket that came with the page, and when it came: it is used if it is still fresh. */
  firstTicket: Ticket
  /** Asks the app for a fresh ticket. */
  fetchTicket: () => Promise<Ticket>
}

/** A ticket lives for a minute; an older one than this is fetched anew. */
const TICKET_FRESH_MS = 40_000
/** Codes after which asking again helps nothing. */
const FINAL_CODES = new Set(['lesson.protocol-version', 'lesson.ticket-invalid', 'courses.lesson-ended'])
/** What a browser without WebRTC says it can: enough to be in the lesson without sound and picture. */
const NO_MEDIA: RtpCapabilities = {
  codecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 }],
  headerExtensions: [],
}

/** One page's place in a lesson, from the lobby to the end, through every loss of line. Knows nothing of React. */
export class RoomClient {
  readonly #options: RoomOptions
  readonly #store = new SnapshotStore()
  readonly #pageOpenedAtMs = Date.now()
  #firstTicket: Ticket | undefined
  #preparing: Promise<MediaLink | undefined> | undefined
  #media: MediaLink | undefined
  #signal: SignalLink | undefined
  #seat: { peerId: string; resumeToken: string } | undefined
  #wantsIn = false
  #closed = false

  constructor(options: RoomOptions) {
    this.#options = options
    this.#firstTicket = options.firstTicket
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)
  snapshot = (): RoomSnapshot => this.#store.get()

  /** Everything that needs no line: what this browser can do, and its certificate. */
  async prepare(): Promise<void> {
    this.#preparing ??= this.#prepareMedia()
    this.#media = await this.#preparing
  }

  /** Makes everything ready: socket, transports, paused consumers. Nobody sees her yet. */
  async connect(): Promise<void> {
    await this.prepare()
    if (this.#signal || this.#closed) return
    this.#signal = new SignalLink({
      url: this.#options.firstTicket.mediaUrl,
      handlers: this.#handlers(),
      onRefused: (code) => this.#closeWith('refused', code === 'no-answer' ? undefined : code),
      onLost: () => {
        if (!this.#closed) this.#store.update({ line: 'lost' })
      },
      prepareJoin: () => this.#prepareJoin(),
    })
    window.addEventListener('online', this.#networkChanged)
    window.addEventListener('pagehide', this.#pageHidden)
  }

  /** Goes in: one message away when everything is ready, else with the join itself. */
  async enter(): Promise<void> {
    markTap()
    this.#wantsIn = true
    const { phase } = this.#store.get()
    if (phase === 'lobby') {
      this.#store.update({ phase: 'in' })
      await this.#ask('room:enter', {})
    } else if (phase === 'connecting') {
      await this.connect()
    }
  }

  /** Takes the place back after another window had it. */
  async takeBack(): Promise<void> {
    this.#closed = false
    this.#signal = undefined
    this.#seat = undefined
    this.#store.update({ phase: 'connecting', line: 'connecting', closed: null })
    await this.enter()
  }

  /** Sends from a camera or microphone, now and after every rebuilding, until `stopSending`. */
  async startSending(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    if (!this.#maySend()) return track.stop()
    this.#store.update({ sending: { ...this.#store.get().sending, [source]: { track, isMuted: false } } })
    if (this.#store.get().phase === 'in') await this.#media?.produce(source, track)
    // Stopped while it was being set up.
    if (this.#store.get().sending[source]?.track !== track) this.#media?.stopProducing(source)
  }

  stopSending(source: MediaSource): void {
    const { [source]: stopped, ...rest } = this.#store.get().sending
    stopped?.track.stop()
    this.#store.update({ sending: rest })
    this.#media?.stopProducing(source)
    void this.#ask('producer:close', { source })
  }

  async setMuted(source: MediaSource, isMuted: boolean): Promise<void> {
    const { sending } = this.#store.get()
    const current = sending[source]
    if (!current) return
    this.#store.update({ sending: { ...sending, [source]: { ...current, isMuted } } })
    this.#media?.setMuted(source, isMuted)
    await this.#ask('producer:pause', { source, paused: isMuted })
  }

  setHand(raised: boolean): Promise<void> {
    return this.#ask('hand:set', { raised })
  }

  setFloor(peerId: string, given: boolean): Promise<void> {
    return this.#ask('floor:set', { peerId, given })
  }

  startLesson(): Promise<void> {
    return this.#ask('lesson:start', {})
  }

  endLesson(): Promise<void> {
    return this.#ask('lesson:end', {})
  }

  preferLayer(consumerId: string, spatialLayer: number): void {
    void this.#ask('consumer:prefer-layer', { consumerId, spatialLayer })
  }

  /** Leaves for good; the camera goes dark. */
  leave(reason: 'left' | 'ended' = 'left'): void {
    for (const sent of Object.values(this.#store.get().sending)) sent.track.stop()
    this.#store.update({ phase: 'closed', closed: { reason }, sending: {} })
    this.#shut()
  }

  #shut(): void {
    this.#closed = true
    this.#signal?.close()
    this.#media?.drop()
    window.removeEventListener('online', this.#networkChanged)
    window.removeEventListener('pagehide', this.#pageHidden)
  }

  async #prepareMedia(): Promise<MediaLink | undefined> {
    try {
      return await MediaLink.prepare({
        onTracks: (tracks) => this.#store.update({ tracks }),
        onState: (media) => {
          if (media === 'up') markOnce('samsal:media-up')
          this.#store.update({ media })
        },
        onGivenUp: () => this.#signal?.rejoin(),
      })
    } catch {
      // No WebRTC in this browser, or forbidden on it: she can still be in the lesson, raise her hand and be seen on the list.
      this.#store.update({ media: 'unsupported' })
      return undefined
    }
  }

  async #prepareJoin(): Promise<JoinRequest> {
    const isFresh = Date.now() - this.#pageOpenedAtMs < TICKET_FRESH_MS
    const ticket = this.#firstTicket && isFresh ? this.#firstTicket : await this.#options.fetchTicket()
    this.#firstTicket = undefined
    this.#media?.setIceServers(ticket.iceServers)
    return {
      protocolVersion: PROTOCOL_VERSION,
      ticket: ticket.ticket,
      rtpCapabilities: this.#media?.rtpCapabilities ?? NO_MEDIA,
      dtlsParameters: this.#media?.dtlsParameters,
      enter: this.#wantsIn,
      resume: this.#seat,
    }
  }

  #handlers(): SignalHandlers {
    const store = this.#store
    return {
      'room:welcome': (message) => void this.#welcomed(message),
      'room:closed': ({ reason, code }) => this.#closedByServer(reason, code),
      'peer:changed': (peer) => this.#peerChanged(peer),
      'peer:gone': ({ peerId }) => store.dropPeer(peerId),
      'lesson:changed': (lesson) => store.update({ lesson }),
      'consumer:added': (info) => void this.#take(info),
      'consumer:removed': ({ consumerId }) => this.#media?.stopConsuming(consumerId),
      'consumer:paused': ({ consumerId, isPaused }) => this.#media?.setPaused(consumerId, isPaused),
      'producer:stopped': ({ source }) => this.#producerStopped(source),
      'media:lost': () => this.#mediaLost(),
      'media:rebuilt': (message) => void this.#rebuild(message).then(() => this.#sendAgain()),
    }
  }

  async #welcomed(message: ServerMessage<'room:welcome'>): Promise<void> {
    markOnce('samsal:welcome')
    const { peerId, resumeToken, isResumed, peers, lesson, serverTimeMs } = message
    // The transports first: they need the line, the page only this machine.
    const isReady =
      isResumed && this.#media ? this.#quietly(this.#media.resume(message.consumers)) : this.#rebuild(message)
    this.#seat = { peerId, resumeToken }
    this.#store.update({
      line: 'up',
      selfId: peerId,
      peers,
      lesson,
      clockOffsetMs: serverTimeMs - Date.now(),
      phase: this.#wantsIn ? 'in' : 'lobby',
    })
    if (this.#wantsIn && !message.isEntered) await this.#ask('room:enter', {})
    await isReady
    if (this.#wantsIn && !isResumed) await this.#sendAgain()
  }

  async #rebuild(info: ServerMessage<'media:rebuilt'>): Promise<void> {
    if (!this.#media || !this.#signal) return
    await this.#quietly(this.#media.open(this.#signal, info))
    // Those that came with a join flow already; those of a rebuilding may wait for this.
    if (this.#wantsIn)
      await Promise.all(info.consumers.map(({ consumerId }) => this.#ask('consumer:resume', { consumerId })))
  }

  /** What was sent before goes out again on the new transports, muted if it was. */
  async #sendAgain(): Promise<void> {
    if (!this.#maySend()) return this.#stopAllSending()
    for (const source of ['microphone', 'camera'] as const) {
      const sent = this.#store.get().sending[source]
      if (!sent || !this.#media) continue
      await this.#quietly(this.#media.produce(source, sent.track))
      if (sent.isMuted) await this.setMuted(source, true)
    }
  }

  async #take(info: ServerMessage<'consumer:added'>): Promise<void> {
    if (!this.#media) return
    await this.#quietly(this.#media.consume(info))
    await this.#ask('consumer:resume', { consumerId: info.consumerId })
  }

  #peerChanged(peer: PeerState): void {
    this.#store.changePeer(peer)
    if (peer.peerId === this.#store.get().selfId && !this.#maySend()) this.#stopAllSending()
  }

  /** A participant sends only with the floor, whatever was opened for it: no camera stays on that nobody gave the floor. */
  #maySend(): boolean {
    const { peers, selfId } = this.#store.get()
    const self = peers.find((peer) => peer.peerId === selfId)
    return self?.role !== 'participant' || self.hasFloor
  }

  #stopAllSending(): void {
    for (const source of MEDIA_SOURCES) if (this.#store.get().sending[source]) this.#producerStopped(source)
  }

  #producerStopped(source: MediaSource): void {
    const { [source]: stopped, ...rest } = this.#store.get().sending
    stopped?.track.stop()
    this.#media?.stopProducing(source)
    this.#store.update({ sending: rest })
  }

  #mediaLost(): void {
    this.#media?.drop()
    this.#store.update({ media: 'lost' })
  }

  #closedByServer(reason: ServerMessage<'room:closed'>['reason'], code: ServerMessage<'room:closed'>['code']): void {
    const isFinal = reason === 'replaced' || reason === 'ended' || (code !== undefined && FINAL_CODES.has(code))
    if (isFinal && reason !== 'shutting-down') this.#closeWith(reason, code)
  }

  #closeWith(reason: 'replaced' | 'ended' | 'refused', code: ErrorCode | undefined): void {
    for (const sent of Object.values(this.#store.get().sending)) sent.track.stop()
    this.#store.update({ phase: 'closed', closed: { reason, code }, sending: {} })
    this.#shut()
  }

  /** Sends a message whose refusal changes nothing for the person; what matters comes back as state. */
  async #ask(...[name, message]: Parameters<SignalLink['ask']>): Promise<void> {
    if (this.#signal) await this.#quietly(this.#signal.ask(name, message))
  }

  /** The server's state is the truth: a step that failed here is made good by the next welcome or rebuilding. */
  async #quietly(step: Promise<unknown>): Promise<void> {
    try {
      await step
    } catch (error) {
      // The browser's console is the only log that a page has.
      // oxlint-disable-next-line no-console
      console.warn('samsal: a step of the lesson failed', error instanceof Error ? error.message : error)
    }
  }

  readonly #networkChanged = (): void => this.#signal?.reconnect()
  readonly #pageHidden = (): void => this.#signal?.close()
}
