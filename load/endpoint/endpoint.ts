import type { ViewMode } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import type { ConsumerInfo, ServerMessage, TransportInfo } from '@/protocol/server-messages'
import type { TicketClaims } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { nowMs } from '../rtp/send-time'
import type { TransportOptions } from '../transport/media-transport'
import { BROWSER_CAPABILITIES } from './browser-capabilities'
import type { JoinTimes, Reconnect } from './endpoint-metrics'
import { MediaEnd } from './media-end'
import type { SendPlan } from './media-sending'
import type { Receiver, ReceiverOptions, SampleSink } from './receiver'
import { Signalling } from './signalling'

export type TicketFor = Omit<TicketClaims, 'jti' | 'protocolVersion'>

/** What all endpoints of a run share. */
export type Surroundings = TransportOptions &
  Omit<ReceiverOptions, 'samples'> & {
    /** Address of the media server's signalling. */
    url: string
    signTicket: (claims: TicketFor) => Promise<string>
    /** Pictures that the sender of this producer has taken so far. */
    framesOf: (producerId: string) => number
    onProducing: (producerId: string, framesSent: () => number) => void
  }

export type EndpointPlan = { claims: TicketFor; mode: ViewMode; sends: SendPlan }

type Welcome = ServerMessage<'room:welcome'>
type Place = { peerId: string; resumeToken: string }

/** One simulated page in a lesson: it joins, receives, sends, loses its line and comes back. */
export class Endpoint {
  readonly times: JoinTimes = {}
  readonly reconnects: Reconnect[] = []
  readonly errors: string[] = []
  readonly #surroundings: Surroundings
  readonly #plan: EndpointPlan
  readonly #media: MediaEnd
  #signalling: Signalling | undefined
  #place: Place | undefined
  #startedAtMs = 0
  #leftAtMs: number | undefined
  #isAway = false
  #closed = false

  constructor(plan: EndpointPlan, surroundings: Surroundings, samples: SampleSink) {
    this.#plan = plan
    this.#surroundings = surroundings
    this.#media = new MediaEnd({ ...surroundings, samples, onError: (error) => this.#note(error) })
  }

  get receiver(): Receiver {
    return this.#media.receiver
  }

  get sent(): { packets: number; bytes: number } {
    return this.#media.sent
  }

  get signalling(): Signalling | undefined {
    return this.#signalling
  }

  /** Joins and resolves when media is up; an error is noted and thrown. */
  async join(): Promise<void> {
    this.#startedAtMs = nowMs()
    try {
      const welcome = await this.#connect()
      await this.#setUp(welcome)
      await this.#startSending(welcome.send)
    } catch (error) {
      this.#note(error)
      throw error
    }
  }

  /** The line is dead for a while; then a new socket asks for the same place, and ICE begins anew. */
  async drop(ms: number): Promise<void> {
    if (this.#isAway || this.#closed || !this.#place) return
    this.#isAway = true
    this.#signalling?.fallSilent()
    this.#media.setSilent(true)
    await new Promise((resolve) => setTimeout(resolve, ms))
    try {
      if (!this.#closed) await this.#comeBack()
    } catch (error) {
      this.#note(error)
    } finally {
      this.#isAway = false
    }
  }

  /** From the beginning of the join until it left, or until now. */
  get presentMs(): number {
    return (this.#leftAtMs ?? nowMs()) - this.#startedAtMs
  }

  leave(): void {
    if (this.#closed) return
    this.#closed = true
    this.#leftAtMs = nowMs()
    this.#signalling?.leave()
    this.#media.close()
  }

  /** First voice and first picture, as far as they came. */
  finishTimes(): JoinTimes {
    for (const [phase, kind] of [['firstVoice', 'audio'] as const, ['firstFrame', 'video'] as const]) {
      const firsts = this.receiver.all.flatMap((one) => (one.kind === kind ? (one.firstAtMs ?? []) : []))
      if (firsts.length > 0) this.times[phase] = Math.min(...firsts) - this.#startedAtMs
    }
    return this.times
  }

  async #connect(resume?: Place): Promise<Welcome> {
    const { url, signTicket } = this.#surroundings
    const request: JoinRequest = {
      protocolVersion: PROTOCOL_VERSION,
      ticket: await signTicket(this.#plan.claims),
      rtpCapabilities: BROWSER_CAPABILITIES,
      dtlsParameters: this.#media.dtlsParameters,
      enter: true,
      mode: this.#plan.mode,
      ...(resume && { resume }),
    }
    return await new Promise<Welcome>((resolve, reject) => {
      const fail = (error: Error) => {
        reject(error)
        this.#note(error)
      }
      const signalling = new Signalling(url, request, {
        'room:welcome': resolve,
        'room:closed': ({ reason, code = '' }) => fail(new Error(`room closed: ${reason} ${code}`.trim())),
        'consumer:added': (info) => this.#consume(info, signalling),
        'consumer:removed': ({ consumerId }) => this.receiver.remove(consumerId, nowMs()),
        'consumer:paused': ({ consumerId }) => this.receiver.forgive(consumerId),
        'producer:limited': ({ source, spatialLayer }) => this.#media.limit(source, spatialLayer),
        'producer:stopped': ({ source }) => this.#media.stop(source),
        'media:lost': () => this.#note(new Error('the media worker died')),
        onMalformed: fail,
        onLost: (reason) => fail(new Error(`socket lost: ${reason}`)),
      })
      signalling.connected.then(() => this.#reach('socket')).catch(reject)
      this.#signalling = signalling
    })
  }

  async #setUp(welcome: Welcome): Promise<void> {
    this.#reach('welcome')
    this.#place = { peerId: welcome.peerId, resumeToken: welcome.resumeToken }
    for (const info of welcome.consumers) this.#add(info)
    const { iceAtMs, dtlsAtMs } = await this.#media.receive(welcome.receive)
    this.#reach('ice', iceAtMs)
    this.#reach('dtls', dtlsAtMs)
  }

  /** Who only listens does not connect the transport that sends, as browsers do not. */
  async #startSending(remote: TransportInfo): Promise<void> {
    const { sends } = this.#plan
    if (!sends.voice && !sends.camera && !sends.screen) return
    await this.#media.send(remote, sends, async (source, rtpParameters, framesSent) => {
      const reply = await this.#signalling?.ask('producer:create', { source, rtpParameters })
      if (reply) this.#surroundings.onProducing(reply.producerId, framesSent)
    })
  }

  async #comeBack(): Promise<void> {
    const backAtMs = nowMs()
    this.#signalling?.abandon()
    const welcome = await this.#connect(this.#place)
    this.receiver.forgive()
    this.#media.setSilent(false)
    if (welcome.isResumed) {
      await Promise.all([this.#restartIce('receive'), this.#restartIce('send')])
      this.#matchConsumers(welcome.consumers)
    } else {
      this.#media.takeDown()
      await this.#setUp(welcome)
      await this.#startSending(welcome.send)
    }
    this.reconnects.push({ isResumed: welcome.isResumed, mediaMs: nowMs() - backAtMs })
  }

  #restartIce(direction: 'send' | 'receive'): Promise<void> {
    return this.#media.restartIce(direction, async () => {
      if (!this.#signalling) throw new Error('no socket to ask')
      const { iceParameters } = await this.#signalling.ask('transport:restart-ice', { direction })
      return iceParameters
    })
  }

  /** What began or ended while the line was dead. */
  #matchConsumers(consumers: readonly ConsumerInfo[]): void {
    const { receiver } = this
    const known = new Set(receiver.consumerIds)
    const current = new Set(consumers.map((one) => one.consumerId))
    for (const consumerId of known) if (!current.has(consumerId)) receiver.remove(consumerId, nowMs())
    for (const info of consumers) {
      if (!known.has(info.consumerId) && this.#signalling) this.#consume(info, this.#signalling)
    }
  }

  #consume(info: ConsumerInfo, signalling: Signalling): void {
    this.#add(info)
    signalling.ask('consumer:resume', { consumerId: info.consumerId }).catch((error: unknown) => this.#note(error))
  }

  #add({ consumerId, producerId, kind, rtpParameters }: ConsumerInfo): void {
    const framesOfSender = () => this.#surroundings.framesOf(producerId)
    this.receiver.add({ consumerId, kind, rtpParameters, framesOfSender })
  }

  #reach(phase: keyof JoinTimes, atMs = nowMs()): void {
    this.times[phase] ??= atMs - this.#startedAtMs
  }

  /** What happens after leaving is no error. */
  #note(error: unknown): void {
    if (this.#closed) return
    this.errors.push(error instanceof Error ? error.message : String(error))
  }
}
