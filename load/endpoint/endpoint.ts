import type { TicketClaims } from '@/protocol/ticket'
import type { ViewMode } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import { PROTOCOL_VERSION } from '@/protocol/version'
import type { ConsumerInfo, ServerMessage, TransportInfo } from '@/protocol/server-messages'

import type { Certificate } from '../dtls/certificate'
import type { SrtpProfile } from '../dtls/key-material'
import { nowMs } from '../rtp/send-time'
import { MediaTransport } from '../transport/media-transport'
import type { Pacer } from '../transport/pacer'
import { BROWSER_CAPABILITIES } from './browser-capabilities'
import type { JoinTimes, Reconnect } from './endpoint-metrics'
import { MediaSending, type SendPlan } from './media-sending'
import { Receiver, type SampleSink } from './receiver'
import { Signalling } from './signalling'

export type TicketFor = Omit<TicketClaims, 'jti' | 'protocolVersion'>

/** What all endpoints of a run share. */
export type Surroundings = {
  url: string
  signTicket: (claims: TicketFor) => Promise<string>
  certificate: Certificate
  profiles: readonly SrtpProfile[]
  pacer: Pacer
  loss: number
  sampleEvery: number
  feedbackEveryMs: number
  /** Pictures that the sender of this producer has taken so far. */
  framesOf: (producerId: string) => number
  onProducing: (producerId: string, framesSent: () => number) => void
}

export type EndpointPlan = {
  claims: TicketFor
  mode: ViewMode
  sends: SendPlan
}

type Welcome = ServerMessage<'room:welcome'>
type Place = { peerId: string; resumeToken: string }

/** One simulated page in a lesson: it joins, receives, sends, loses its line and comes back. */
export class Endpoint {
  readonly #surroundings: Surroundings
  readonly #plan: EndpointPlan
  readonly receiver: Receiver
  readonly times: JoinTimes = {}
  readonly reconnects: Reconnect[] = []
  readonly errors: string[] = []
  #signalling: Signalling | undefined
  #place: Place | undefined
  #receiving: MediaTransport | undefined
  #sending: MediaSending | undefined
  #startedAtMs = 0
  #isAway = false
  #closed = false

  constructor(plan: EndpointPlan, surroundings: Surroundings, samples: SampleSink) {
    this.#plan = plan
    this.#surroundings = surroundings
    const { pacer, sampleEvery, feedbackEveryMs } = surroundings
    this.receiver = new Receiver({ pacer, sampleEvery, feedbackEveryMs, samples }, nowMs())
  }

  get sent(): { packets: number; bytes: number } {
    return this.#sending?.sent ?? { packets: 0, bytes: 0 }
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
    this.#setSilent(true)
    await new Promise((resolve) => setTimeout(resolve, ms))
    try {
      if (!this.#closed) await this.#comeBack()
    } catch (error) {
      this.#note(error)
    } finally {
      this.#isAway = false
    }
  }

  leave(): void {
    if (this.#closed) return
    this.#closed = true
    this.#signalling?.leave()
    this.#sending?.close()
    this.receiver.close(nowMs())
    this.#receiving?.close()
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
    const { url, signTicket, certificate } = this.#surroundings
    const ticket = await signTicket(this.#plan.claims)
    const fingerprints = [{ algorithm: 'sha-256' as const, value: certificate.fingerprint }]
    return await new Promise<Welcome>((resolve, reject) => {
      const request: JoinRequest = {
        protocolVersion: PROTOCOL_VERSION,
        ticket,
        rtpCapabilities: BROWSER_CAPABILITIES,
        dtlsParameters: { role: 'client', fingerprints },
        enter: true,
        mode: this.#plan.mode,
        ...(resume && { resume }),
      }
      const signalling = new Signalling(url, request, {
        'room:welcome': resolve,
        'room:closed': ({ reason, code }) => {
          const error = new Error(`room closed: ${reason}${code === undefined ? '' : `, ${code}`}`)
          reject(error)
          if (!this.#closed) this.#note(error)
        },
        'consumer:added': (info) => this.#consume(info, signalling),
        'consumer:removed': ({ consumerId }) => this.receiver.remove(consumerId, nowMs()),
        'consumer:paused': ({ consumerId }) => this.receiver.forgive(consumerId),
        'producer:limited': ({ source, spatialLayer }) => this.#sending?.limit(source, spatialLayer),
        'producer:stopped': ({ source }) => this.#sending?.stop(source),
        'media:lost': () => this.#note(new Error('the media worker died')),
        onLost: (reason) => {
          reject(new Error(`socket lost: ${reason}`))
          if (!this.#closed) this.#note(new Error(`socket lost: ${reason}`))
        },
      })
      signalling.connected.then(() => this.#reach('socket')).catch(reject)
      this.#signalling = signalling
    })
  }

  async #setUp(welcome: Welcome): Promise<void> {
    this.#reach('welcome')
    this.#place = { peerId: welcome.peerId, resumeToken: welcome.resumeToken }
    for (const info of welcome.consumers) this.#add(info)
    this.#receiving = this.#makeTransport()
    this.receiver.transport = this.#receiving
    const { iceAtMs, dtlsAtMs } = await this.#receiving.connect(welcome.receive)
    this.#reach('ice', iceAtMs)
    this.#reach('dtls', dtlsAtMs)
  }

  async #startSending(remote: TransportInfo): Promise<void> {
    const { pacer, onProducing } = this.#surroundings
    if (!this.#plan.sends.voice && !this.#plan.sends.camera && !this.#plan.sends.screen) return
    const sending = new MediaSending(this.#makeSendTransport(), pacer)
    this.#sending = sending
    await sending.transport.connect(remote)
    const { signalling } = this
    if (!signalling) return
    await sending.start(this.#plan.sends, async (source, rtpParameters, framesSent) => {
      const { producerId } = await signalling.ask('producer:create', { source, rtpParameters })
      onProducing(producerId, framesSent)
    })
  }

  async #comeBack(): Promise<void> {
    const backAtMs = nowMs()
    this.#signalling?.abandon()
    const welcome = await this.#connect(this.#place)
    this.receiver.forgive()
    this.#setSilent(false)
    if (welcome.isResumed) {
      await Promise.all([
        this.#restartIce('receive', this.#receiving),
        this.#sending && this.#restartIce('send', this.#sending.transport),
      ])
      this.#matchConsumers(welcome.consumers)
    } else {
      this.receiver.removeAll(backAtMs)
      this.#receiving?.close()
      this.#sending?.close()
      this.#sending = undefined
      await this.#setUp(welcome)
      await this.#startSending(welcome.send)
    }
    this.reconnects.push({ isResumed: welcome.isResumed, mediaMs: nowMs() - backAtMs })
  }

  async #restartIce(direction: 'send' | 'receive', transport: MediaTransport | undefined): Promise<void> {
    const reply = await this.#signalling?.ask('transport:restart-ice', { direction })
    if (reply) await transport?.restartIce(reply.iceParameters)
  }

  /** What began or ended while the line was dead. */
  #matchConsumers(consumers: readonly ConsumerInfo[]): void {
    const current = new Set(consumers.map((one) => one.consumerId))
    for (const consumerId of this.receiver.consumerIds) {
      if (!current.has(consumerId)) this.receiver.remove(consumerId, nowMs())
    }
    for (const info of consumers) {
      if (!this.receiver.consumerIds.includes(info.consumerId) && this.#signalling)
        this.#consume(info, this.#signalling)
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

  #makeTransport(): MediaTransport {
    return new MediaTransport(this.#surroundings, {
      onRtp: (packet, now) => this.receiver.takeRtp(packet, now),
      onRtcp: (packet, now) => this.receiver.takeRtcp(packet, now),
      onClosed: (error) => this.#note(error),
    })
  }

  #makeSendTransport(): MediaTransport {
    return new MediaTransport(this.#surroundings, {
      onRtp: () => {},
      onRtcp: (packet, now) => this.#sending?.takeRtcp(packet, now),
      onClosed: (error) => this.#note(error),
    })
  }

  #setSilent(isSilent: boolean): void {
    this.#receiving?.setSilent(isSilent)
    this.#sending?.transport.setSilent(isSilent)
  }

  #reach(phase: keyof JoinTimes, atMs = nowMs()): void {
    this.times[phase] ??= atMs - this.#startedAtMs
  }

  /** What happens while the line is dead on purpose, or after leaving, is no error. */
  #note(error: unknown): void {
    if (this.#closed) return
    this.errors.push(error instanceof Error ? error.message : String(error))
  }
}
