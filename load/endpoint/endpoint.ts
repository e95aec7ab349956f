import { setTimeout as wait } from 'node:timers/promises'

import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import { reconnectDelayMs } from '@/protocol/reconnect-delay'
import type { JoinRequest } from '@/protocol/join'
import type { ConsumerInfo, ServerMessage, TransportInfo } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { nowMs } from '../rtp/send-time'
import type { TransportOptions } from '../transport/media-transport'
import { BROWSER_CAPABILITIES } from './browser-capabilities'
import type { JoinTimes, Reconnect } from './endpoint-metrics'
import { MediaEnd } from './media-end'
import type { SendPlan } from './media-sending'
import type { StreamKind } from './received-stream'
import type { Receiver, ReceiverOptions, SampleSink } from './receiver'
import { Signalling } from './signalling'

export type TicketFor = Omit<TicketPayload, 'jti' | 'protocolVersion'>

/** What all endpoints of a run share. */
export type Surroundings = TransportOptions &
  Omit<ReceiverOptions, 'samples'> & {
    /** Address of the media server's signalling. */
    url: string
    signTicket: (payload: TicketFor) => Promise<string>
    /** Frames that the sender of this producer has sent so far. */
    framesOf: (producerId: string) => number
    onProducing: (producerId: string, framesSent: () => number) => void
    lostRequests: number
  }

export type EndpointPlan = { ticket: TicketFor; mode: ViewMode; sends: SendPlan }

type Welcome = ServerMessage<'lesson:welcome'>
type Place = { peerId: string; resumeToken: string }
type Media = ServerMessage<'media:rebuilt'>
/** What it lost, and since when. */
type Break = { atMs: number; why: string }

/** One simulated client in a lesson: it joins, receives, sends, and reconnects after any failure. */
export class Endpoint {
  readonly times: JoinTimes = {}
  readonly reconnects: Reconnect[] = []
  readonly #errors: string[] = []
  /** Of the present transports: errors of closed ones do not count. */
  #mediaErrors: string[] = []
  readonly #surroundings: Surroundings
  readonly #plan: EndpointPlan
  readonly #media: MediaEnd
  #signalling: Signalling | undefined
  #cutOff: (why: Error) => void = () => {}
  #place: Place | undefined
  /** Of the receiving transport. */
  #transportId: string | undefined
  #startedAtMs = 0
  #leftAtMs: number | undefined
  #break: Break | undefined
  #isIn = false
  #isComingBack = false
  #closed = false

  constructor(plan: EndpointPlan, surroundings: Surroundings, samples: SampleSink) {
    this.#plan = plan
    this.#surroundings = surroundings
    this.#media = new MediaEnd({ ...surroundings, samples, onError: (error) => this.#mediaErrors.push(error.message) })
  }

  get receiver(): Receiver {
    return this.#media.receiver
  }

  get sent(): { packets: number; bytes: number } {
    return this.#media.sent
  }

  get errors(): string[] {
    return this.#break ? [...this.#errors] : [...this.#errors, ...this.#mediaErrors]
  }

  /** The connection is dead and has not been restored. */
  get isAway(): boolean {
    return this.#break !== undefined
  }

  /** From the start of the join until it left, or until now. */
  get presentMs(): number {
    return (this.#leftAtMs ?? nowMs()) - this.#startedAtMs
  }

  /** Joins and resolves when media is up; an error is recorded and thrown. */
  async join(): Promise<void> {
    this.#startedAtMs = nowMs()
    try {
      await this.#whileConnected(async () => {
        const welcome = await this.#connect()
        await this.#setUp(welcome)
        await this.#startSending(welcome.send)
      })
      this.#isIn = true
    } catch (error) {
      this.#note(error)
      throw error
    }
  }

  /** The connection is dead for a while; then a new socket resumes the peer, and ICE restarts. */
  async drop(ms: number): Promise<void> {
    if (this.#break || this.#closed || !this.#place) return
    this.#break = { atMs: nowMs(), why: 'the line was dead' }
    this.#signalling?.fallSilent()
    this.#media.setSilent(true)
    await new Promise((resolve) => setTimeout(resolve, ms))
    this.#break.atMs = nowMs()
    this.#signalling?.abandon()
    await this.#comeBack()
  }

  /** Sends a request; failures caused by a lost connection or server do not count as errors. */
  async ask<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<void> {
    const signalling = this.#signalling
    try {
      await signalling?.ask(name, message)
    } catch (error) {
      if (!this.#break && signalling === this.#signalling) this.#note(error)
    }
  }

  leave(): void {
    if (this.#closed) return
    if (this.#break) this.#note(new Error(`not back when the run ended: ${this.#break.why}`))
    this.#closed = true
    this.#leftAtMs = nowMs()
    this.#signalling?.leave()
    this.#media.close()
  }

  /** First audio and first picture, as far as they arrived: of the join, and of every reconnect with new streams. */
  finishTimes(): JoinTimes {
    const [voice, frame] = [this.#firstAfter('audio', this.#startedAtMs), this.#firstAfter('video', this.#startedAtMs)]
    if (voice !== null) this.times.firstVoice = voice
    if (frame !== null) this.times.firstFrame = frame
    for (const one of this.reconnects) {
      if (one.how === 'resumed') continue
      one.voiceMs = this.#firstAfter('audio', one.brokeAtMs)
      one.frameMs = this.#firstAfter('video', one.brokeAtMs)
    }
    return this.times
  }

  /** The time from a moment to the first packet of a new stream, in ms. */
  #firstAfter(kind: StreamKind, sinceMs: number): number | null {
    const firsts = this.receiver.all.flatMap((one) => (one.kind === kind ? (one.firstAtMs ?? []) : []))
    const after = firsts.filter((atMs) => atMs >= sinceMs)
    return after.length > 0 ? Math.min(...after) - sinceMs : null
  }

  async #connect(resume?: Place): Promise<Welcome> {
    const { url, signTicket } = this.#surroundings
    const request: JoinRequest = {
      protocolVersion: PROTOCOL_VERSION,
      ticket: await signTicket(this.#plan.ticket),
      rtpCapabilities: BROWSER_CAPABILITIES,
      dtlsParameters: this.#media.dtlsParameters,
      enter: true,
      mode: this.#plan.mode,
      ...(resume && { resume }),
    }
    return await new Promise<Welcome>((resolve, reject) => {
      const signalling = new Signalling(url, request, {
        'lesson:welcome': (welcome) => {
          this.#reach('welcome')
          this.#place = { peerId: welcome.peerId, resumeToken: welcome.resumeToken }
          resolve(welcome)
        },
        'lesson:closed': ({ reason, code = '' }) => this.#closedByServer(new Error(`${reason} ${code}`.trim())),
        'consumer:added': (info) => this.#consume(info),
        'consumer:removed': ({ consumerId }) => this.receiver.remove(consumerId, nowMs()),
        'consumer:paused': ({ consumerId }) => this.receiver.forgive(consumerId),
        'producer:limited': ({ source, spatialLayer }) => this.#media.limit(source, spatialLayer),
        'producer:stopped': ({ source }) => this.#media.stop(source),
        'media:lost': () => this.#loseMedia(),
        'media:rebuilt': (info) => void this.#rebuild(info),
        onMalformed: (error) => this.#note(error),
        onLost: (reason) => this.#lose(new Error(`socket lost: ${reason}`)),
      })
      signalling.connected.then(() => this.#reach('socket')).catch(reject)
      this.#signalling = signalling
    })
  }

  /** Rejects when the socket is lost, whatever is under way. */
  async #whileConnected(work: () => Promise<void>): Promise<void> {
    const lost = new Promise<never>((_, reject) => (this.#cutOff = reject))
    await Promise.race([work(), lost])
  }

  async #setUp({ receive, consumers }: Media): Promise<void> {
    this.#mediaErrors = []
    this.#transportId = receive.id
    for (const info of consumers) this.#add(info)
    const { iceAtMs, dtlsAtMs } = await this.#media.receive(receive)
    this.#reach('ice', iceAtMs)
    this.#reach('dtls', dtlsAtMs)
  }

  /** A listener does not connect the send transport, as in browsers. */
  async #startSending(remote: TransportInfo): Promise<void> {
    const { sends } = this.#plan
    if (!sends.voice && !sends.camera && !sends.screen) return
    await this.#media.send(remote, sends, async (source, rtpParameters, framesSent) => {
      const reply = await this.#signalling?.ask('producer:create', { source, rtpParameters })
      if (reply) this.#surroundings.onProducing(reply.producerId, framesSent)
    })
  }

  /** The server closed this: a server that shuts down disconnects, and the client waits for it. */
  #closedByServer(why: Error): void {
    if (why.message === 'shutting-down') return
    this.#note(new Error(`classroom closed: ${why.message}`))
    this.#isIn = false
    this.#cutOff(why)
  }

  #lose(why: Error): void {
    this.#cutOff(why)
    if (this.#closed || !this.#isIn) return
    this.#break ??= { atMs: nowMs(), why: why.message }
    if (!this.#isComingBack) void wait(reconnectDelayMs(0)).then(() => this.#comeBack())
  }

  /** Retries with the same backoff as a page. */
  async #comeBack(): Promise<void> {
    if (this.#isComingBack) return
    this.#isComingBack = true
    for (let tries = 1; this.#break && !this.#closed; tries += 1) {
      try {
        await this.#whileConnected(() => this.#return())
      } catch (error) {
        this.#signalling?.abandon()
        this.#break.why = error instanceof Error ? error.message : String(error)
        await wait(reconnectDelayMs(tries))
      }
    }
    this.#isComingBack = false
  }

  async #return(): Promise<void> {
    const welcome = await this.#connect(this.#place)
    this.receiver.forgive()
    this.#media.setSilent(false)
    const isResumed = welcome.isResumed && welcome.receive.id === this.#transportId
    if (isResumed) {
      await Promise.all([this.#restartIce('receive'), this.#restartIce('send')])
      this.#matchConsumers(welcome.consumers)
    } else {
      this.#media.takeDown()
      await this.#setUp(welcome)
      await this.#startSending(welcome.send)
    }
    this.#isBack(isResumed ? 'resumed' : 'joinedAnew')
  }

  #loseMedia(): void {
    if (this.#closed) return
    const why = 'the media worker died'
    this.#break ??= { atMs: nowMs(), why }
    this.#transportId = undefined
    this.#media.takeDown()
    if (this.#isComingBack) this.#cutOff(new Error(why))
  }

  async #rebuild(info: Media): Promise<void> {
    if (this.#isComingBack) return
    try {
      await this.#whileConnected(async () => {
        await this.#setUp(info)
        for (const { consumerId } of info.consumers) void this.ask('consumer:resume', { consumerId })
        await this.#startSending(info.send)
      })
      this.#isBack('rebuilt')
    } catch {
      // The socket was lost too: it is restored with everything else.
    }
  }

  #isBack(how: Reconnect['how']): void {
    if (!this.#break) return
    const { atMs } = this.#break
    this.reconnects.push({ how, brokeAtMs: atMs, mediaMs: nowMs() - atMs, voiceMs: null, frameMs: null })
    this.#break = undefined
  }

  #restartIce(direction: 'send' | 'receive'): Promise<void> {
    return this.#media.restartIce(direction, async () => {
      if (!this.#signalling) throw new Error('no socket to ask')
      const { iceParameters } = await this.#signalling.ask('transport:restart-ice', { direction })
      return iceParameters
    })
  }

  /** Consumers that were added or removed while the connection was dead. */
  #matchConsumers(consumers: readonly ConsumerInfo[]): void {
    const { receiver } = this
    const known = new Set(receiver.consumerIds)
    const current = new Set(consumers.map((one) => one.consumerId))
    for (const consumerId of known) if (!current.has(consumerId)) receiver.remove(consumerId, nowMs())
    for (const info of consumers) if (!known.has(info.consumerId)) this.#consume(info)
  }

  #consume(info: ConsumerInfo): void {
    this.#add(info)
    void this.ask('consumer:resume', { consumerId: info.consumerId })
  }

  #add({ consumerId, producerId, kind, rtpParameters }: ConsumerInfo): void {
    const framesOfSender = () => this.#surroundings.framesOf(producerId)
    this.receiver.add({ consumerId, kind, rtpParameters, framesOfSender })
  }

  #reach(phase: keyof JoinTimes, atMs = nowMs()): void {
    this.times[phase] ??= atMs - this.#startedAtMs
  }

  /** Errors after leaving do not count. */
  #note(error: unknown): void {
    if (this.#closed) return
    this.#errors.push(error instanceof Error ? error.message : String(error))
  }
}
