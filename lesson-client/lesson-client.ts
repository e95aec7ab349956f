import type { MediaSource, ViewMode } from '@/domain/live-lesson/vocabulary'
import type { ErrorCode } from '@/domain/error-codes'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import type { ServerMessage } from '@/protocol/server-messages'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { writePreference } from './preferences'
import { NetworkWatch } from './quality/network-watch'
import { markOnce, markTap } from './performance-marks'
import { MediaConnection } from './connection/media-connection'
import { NO_MEDIA } from './connection/no-media'
import { LocalDevices } from './local-media/local-devices'
import { LocalProducers, quietly } from './local-media/local-producers'
import { SleepWatch } from './state/sleep-watch'
import { FIRST_SNAPSHOT, SnapshotStore, type LessonSnapshot } from './state/lesson-snapshot'
import { PersonActs, type Outcome } from './connection/person-acts'
import { ShownLayers } from './connection/shown-layers'
import { SignalingConnection, type PreparedJoin, type SignalHandlers } from './connection/signaling-connection'
import { ticketNumberOf } from './connection/ticket-number'

export type Ticket = { ticket: string; mediaUrl: string; iceServers: RTCIceServer[] }

export type LessonClientOptions = {
  /** The page's own ticket, and when it was issued: used if it is still fresh. */
  firstTicket: Ticket
  /** Requests a fresh ticket from the app. */
  fetchTicket: () => Promise<Ticket>
  /** The view mode, from the first packet on. */
  mode?: ViewMode
  /** A participant's page: after a long loss of connection its camera and microphone wait for a touch. */
  forgetsActs?: boolean
  /** A member of staff, who may sign in again in another window: the page stays in the lesson until then. */
  waitsForSignIn?: boolean
  /** Pages that use no media, only messages. */
  hasMedia?: boolean
}

/** A ticket is valid for a minute; one older than this is fetched again. */
const TICKET_FRESH_MS = 40_000
/** For how long a lost connection leaves a participant's camera and microphone as they were. */
const ACTS_LAST_MS = 120_000
/** Codes after which retrying does not help. */
const FINAL_CODES = new Set([
  'lesson.protocol-version',
  'lesson.ticket-invalid',
  'lesson.removed',
  'lesson.locked',
  'courses.lesson-ended',
])
/**
 * One page's part in a lesson, from the page before it to the end, through every loss of connection. Does not depend on
 * React.
 */
export class LessonClient {
  readonly #options: LessonClientOptions
  readonly #store: SnapshotStore
  readonly #own: LocalProducers
  readonly #devices: LocalDevices
  readonly #network: NetworkWatch
  readonly #layers = new ShownLayers((...message) => this.#ask(...message))
  readonly #acts: PersonActs
  readonly #sleep: SleepWatch
  readonly #pageOpenedAtMs = Date.now()
  #firstTicket: Ticket | undefined
  #preparing: Promise<MediaConnection | undefined> | undefined
  #media: MediaConnection | undefined
  #signal: SignalingConnection | undefined
  #resume: { peerId: string; resumeToken: string } | undefined
  /** From the ticket that was used last. */
  #ticketNumber: string | null = null
  #wantsIn = false
  #closed = false

  constructor(options: LessonClientOptions) {
    this.#options = options
    this.#firstTicket = options.firstTicket
    const mode = options.mode ?? 'everything'
    this.#store = new SnapshotStore({ ...FIRST_SNAPSHOT, mode, chosenMode: mode })
    const media = () => this.#media
    this.#own = new LocalProducers({
      store: this.#store,
      media,
      ask: (...message) => this.#ask(...message),
      onStopped: (source) => this.#devices.stopped(source),
    })
    this.#devices = new LocalDevices({ store: this.#store, producers: this.#own })
    this.#sleep = new SleepWatch(this.#store)
    this.#acts = new PersonActs({ store: this.#store, signal: () => this.#signal })
    this.#network = new NetworkWatch({ store: this.#store, media, tell: (view) => void this.#ask('view:set', view) })
  }

  /** Resolves once the snapshot matches, with false when it does not within `milliseconds`. */
  until(isWanted: (snapshot: LessonSnapshot) => boolean, milliseconds: number): Promise<boolean> {
    return this.#store.until(isWanted, performance.now() + milliseconds)
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)
  snapshot = (): LessonSnapshot => this.#store.get()

  /** Everything that needs no connection: RTP capabilities and DTLS certificate. */
  async prepare(): Promise<void> {
    this.#preparing ??= this.#prepareMedia()
    this.#media = await this.#preparing
  }

  /** Prepares everything: socket, transports, paused consumers. Nobody sees the member yet. */
  async connect(): Promise<void> {
    await this.prepare()
    if (this.#signal || this.#closed) return
    this.#signal = new SignalingConnection({
      url: this.#options.firstTicket.mediaUrl,
      handlers: this.#handlers(),
      onRefused: (code) => this.#closeWith('refused', code === 'no-answer' ? undefined : code),
      onLost: () => {
        if (!this.#closed) this.#store.update({ connection: 'lost' })
      },
      prepareJoin: () => this.#prepareJoin(),
      onSignedOut: () => {
        this.#store.update({ isSignedOut: true })
        return this.#options.waitsForSignIn === true
      },
    })
    window.addEventListener('online', this.#networkChanged)
    window.addEventListener('pagehide', this.#pageHidden)
  }

  /**
   * Enters the lesson: with one message when everything is ready, otherwise as part of the join. `isOwnAct`: the person
   * asked for it on this page.
   */
  async enter({ isOwnAct = true } = {}): Promise<void> {
    markTap()
    this.#wantsIn = true
    this.#store.update({ hasActed: isOwnAct })
    const { phase } = this.#store.get()
    if (phase === 'pre-join') {
      this.#store.update({ phase: 'in' })
      await this.#ask('lesson:enter', {})
      this.#network.start()
      this.#sleep.start()
    } else if (phase === 'connecting') {
      await this.connect()
    }
  }

  /** Goes on with a lesson that was ended by mistake; the member who presses is heard at once. */
  async goOn(): Promise<Outcome> {
    const outcome = await this.act('lesson:continue', {})
    if (!outcome.ok) return outcome
    await this.enter()
    void this.devices.send('microphone')
    return outcome
  }

  /** The person has read for how long they were away. */
  dismissAway(): void {
    this.#store.update({ awayMs: null })
  }

  /** The person has touched a control of this page: its devices may open. */
  acted(): void {
    if (!this.#store.get().hasActed) this.#store.update({ hasActed: true })
  }

  /** Joins again after another window replaced this one. */
  async takeBack(): Promise<void> {
    this.#closed = false
    this.#signal = undefined
    this.#resume = undefined
    this.#store.update({ phase: 'connecting', connection: 'connecting', closed: null })
    await this.enter()
  }

  /** This page's camera and microphone. */
  get devices(): LocalDevices {
    return this.#devices
  }

  /** Sends a shared screen, or its sound, until `stopSending` or until the browser ends it. */
  share(source: 'screen-share' | 'screen-share-sound', track: MediaStreamTrack): Promise<void> {
    return this.#own.start(source, track)
  }

  stopSending(source: MediaSource): void {
    this.#own.stop(source)
  }

  readonly setMuted: LocalProducers['setMuted'] = (...given) => this.#own.setMuted(...given)

  readonly silence: LocalProducers['silence'] = (...given) => this.#own.silence(...given)

  /**
   * Does something in the lesson; its effect arrives as state, and a refusal as its code. Idempotent messages are
   * resent after a lost connection, unless a newer one has replaced them.
   */
  act<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<Outcome> {
    return this.#acts.act(name, message)
  }

  /** Sets the displayed size of a picture; null when it is off screen. */
  preferLayer(consumerId: string, spatialLayer: number | null): void {
    this.#layers.prefer(consumerId, spatialLayer)
  }

  /** How many packets of a received producer have arrived; 0 when it is gone. */
  async packetsOf(consumerId: string): Promise<number> {
    return (await this.#media?.packetsOf(consumerId)) ?? 0
  }

  /** Sets the view mode. */
  setMode(mode: ViewMode): void {
    writePreference('mode', mode)
    this.#network.setMode(mode)
  }

  /** The data limit that the person set, in bytes; null without a limit. */
  setCap(capBytes: number | null): void {
    this.#network.setCap(capBytes)
  }

  /** The data used before this page, and the limit. */
  setBudget(budget: { earlierBytes: number; capBytes: number | null }): void {
    this.#network.setBudget(budget)
  }

  /** Leaves for good and closes the camera. */
  leave(reason: 'left' | 'ended' = 'left'): void {
    this.#stopSending()
    this.#store.update({ phase: 'closed', closed: { reason } })
    this.#shut()
  }

  #stopSending(): void {
    this.#own.stopAll()
    this.#devices.closeAll()
  }

  #shut(): void {
    this.#closed = true
    this.#network.stop()
    this.#sleep.stop()
    this.#signal?.close()
    this.#media?.drop()
    window.removeEventListener('online', this.#networkChanged)
    window.removeEventListener('pagehide', this.#pageHidden)
  }

  async #prepareMedia(): Promise<MediaConnection | undefined> {
    if (this.#options.hasMedia === false) return undefined
    try {
      return await MediaConnection.prepare({
        onTracks: (tracks) => this.#store.update({ tracks }),
        onState: (media) => {
          if (media === 'up') markOnce('samsal:media-up')
          this.#store.update({ media })
        },
        onGivenUp: () => this.#signal?.rejoin(),
      })
    } catch {
      // WebRTC is missing or forbidden: the member can still be in the lesson, raise a hand and appear in lists.
      this.#store.update({ media: 'unsupported' })
      return undefined
    }
  }

  async #prepareJoin(): Promise<PreparedJoin> {
    const isFresh = Date.now() - this.#pageOpenedAtMs < TICKET_FRESH_MS
    const ticket = this.#firstTicket && isFresh ? this.#firstTicket : await this.#options.fetchTicket()
    this.#firstTicket = undefined
    this.#media?.setIceServers(ticket.iceServers)
    this.#ticketNumber = ticketNumberOf(ticket.ticket)
    if (this.#store.get().isSignedOut) this.#store.update({ isSignedOut: false })
    if (!this.#resume) this.#store.update({ ticketNumber: this.#ticketNumber })
    const request: JoinRequest = {
      protocolVersion: PROTOCOL_VERSION,
      ticket: ticket.ticket,
      rtpCapabilities: this.#media?.rtpCapabilities ?? NO_MEDIA,
      dtlsParameters: this.#media?.dtlsParameters,
      enter: this.#wantsIn,
      mode: this.#store.get().mode,
      resume: this.#resume,
    }
    return { url: ticket.mediaUrl, request }
  }

  #handlers(): SignalHandlers {
    const store = this.#store
    return {
      'lesson:welcome': (message) => void this.#welcomed(message),
      'lesson:closed': ({ reason, code }) => this.#closedByServer(reason, code),
      'peer:changed': (peer) => store.changePeer(peer),
      'peer:gone': ({ peerId }) => store.dropPeer(peerId),
      'live:changed': ({ seq, changes }) => this.#liveChanged(seq, changes),
      'pointer:moved': ({ pointer }) => store.update({ pointer }),
      'speaker:changed': ({ memberId }) => store.update({ speaker: memberId }),
      'connection:check': () => undefined,
      'visitor:answered': ({ isAdmitted }) => store.update({ admission: isAdmitted ? 'admitted' : 'refused' }),
      'consumer:added': (info) => void this.#take(info),
      'consumer:removed': ({ consumerId }) => this.#media?.stopConsuming(consumerId),
      'consumer:paused': ({ consumerId, isPaused }) => this.#media?.setPaused(consumerId, isPaused),
      'producer:stopped': ({ source }) => this.#own.stoppedByServer(source),
      'producer:limited': ({ source, spatialLayer }) => void quietly(this.#media?.limit(source, spatialLayer)),
      'media:lost': () => this.#mediaLost(),
      'media:rebuilt': (message) => void this.#rebuild(message).then(() => this.#own.sendAgain()),
    }
  }

  async #welcomed(message: ServerMessage<'lesson:welcome'>): Promise<void> {
    markOnce('samsal:welcome')
    const { peerId, resumeToken, isResumed, peers, seq, live, serverTimeMs } = message
    // The transports first: they depend on the network, rendering only on this machine.
    const media = isResumed && this.#media?.stands(message.receive.id) ? this.#media : undefined
    const isReady = media ? quietly(media.resume(message.consumers)) : this.#rebuild(message)
    this.#resume = { peerId, resumeToken }
    this.#forgetActs()
    this.#store.update({
      connection: 'up',
      selfId: peerId,
      // A resumed page keeps its peer's number, because the peer's log lines have it.
      ...(!isResumed && { ticketNumber: this.#ticketNumber }),
      peers,
      seq,
      live,
      clockOffsetMs: serverTimeMs - Date.now(),
      phase: this.#wantsIn ? 'in' : 'pre-join',
    })
    if (this.#wantsIn && !message.isEntered) await this.#ask('lesson:enter', {})
    await isReady
    if (!this.#wantsIn) return
    if (media) await Promise.all([this.#layers.tellAgain(message.consumers), this.#own.tellAgain()])
    else await this.#own.sendAgain()
    this.#network.start()
    this.#sleep.start()
    this.#network.tellAgain()
  }

  /** Those who come back after a while may not know what their page would send: it waits for a touch. */
  #forgetActs(): void {
    const { lostAtMs } = this.#store.get()
    if (!this.#options.forgetsActs || lostAtMs === null || Date.now() - lostAtMs < ACTS_LAST_MS) return
    for (const source of ['camera', 'microphone'] as const) this.stopSending(source)
    this.#store.update({ hasActed: false })
  }

  async #rebuild(info: ServerMessage<'media:rebuilt'>): Promise<void> {
    if (!this.#media || !this.#signal) return
    await quietly(this.#media.open(this.#signal, info))
    // Consumers sent with the join flow already; new ones on rebuilt transports may wait for this.
    if (this.#wantsIn)
      await Promise.all(info.consumers.map(({ consumerId }) => this.#ask('consumer:resume', { consumerId })))
  }

  async #take(info: ServerMessage<'consumer:added'>): Promise<void> {
    if (!this.#media) return
    await quietly(this.#media.consume(info))
    await this.#ask('consumer:resume', { consumerId: info.consumerId })
  }

  #liveChanged(seq: number, changes: ServerMessage<'live:changed'>['changes']): void {
    const before = this.#store.get().live.lesson.phase
    this.#store.changeLive(seq, changes)
    if ('capabilities' in changes) this.#own.review()
    const { phase } = this.#store.get().live.lesson
    if (before === phase) return
    // After the end a person expects to be heard no more: if the lesson goes on, their devices wait for a touch.
    if (phase === 'ended') this.#store.update({ hasActed: false })
    // Members who reconnected after the end were not let in.
    if (before === 'ended' && this.#wantsIn) void this.#ask('lesson:enter', {})
  }

  #mediaLost(): void {
    this.#media?.drop()
    this.#store.update({ media: 'lost' })
  }

  #closedByServer(
    reason: ServerMessage<'lesson:closed'>['reason'],
    code: ServerMessage<'lesson:closed'>['code'],
  ): void {
    if (reason === 'shutting-down') return
    if (reason === 'moved') return this.#signal?.moveOn()
    const isFinal = reason !== 'refused' || (code !== undefined && FINAL_CODES.has(code))
    if (isFinal) this.#closeWith(reason, code)
  }

  #closeWith(reason: 'replaced' | 'removed' | 'ended' | 'not-held' | 'refused', code: ErrorCode | undefined): void {
    this.#stopSending()
    this.#store.update({ phase: 'closed', closed: { reason, code }, ticketNumber: this.#ticketNumber })
    this.#shut()
  }

  /** Sends a message whose refusal does not matter to the person; effects arrive as state. */
  async #ask(...[name, message]: Parameters<SignalingConnection['ask']>): Promise<void> {
    if (this.#signal) await quietly(this.#signal.ask(name, message))
  }

  readonly #networkChanged = (): void => this.#signal?.reconnect()
  readonly #pageHidden = (): void => this.#signal?.close()
}
