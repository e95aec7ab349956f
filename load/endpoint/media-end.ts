import type { MediaSource } from '@/domain/live-lesson/vocabulary'
import type { DtlsParameters } from '@/protocol/rtp'

import type { IceCredentials } from '../ice/stun'
import { nowMs } from '../rtp/send-time'
import { MediaTransport, type RemoteTransport, type TransportOptions } from '../transport/media-transport'
import { MediaSending, type Produce, type SendPlan } from './media-sending'
import { Receiver, type ReceiverOptions } from './receiver'

export type MediaEndOptions = TransportOptions &
  ReceiverOptions & {
    /** How many requests for a key frame get lost, for each layer, before one arrives. */
    lostRequests: number
    onError: (error: Error) => void
  }

/**
 * The media of one simulated client: a receive transport and a send transport. It does not depend on signalling, so it
 * works with one of our lessons and with a worker that is driven directly.
 */
export class MediaEnd {
  readonly receiver: Receiver
  readonly #options: MediaEndOptions
  #receiving: MediaTransport | undefined
  #sending: MediaSending | undefined
  /** Of closed send transports. */
  #sentBefore = { packets: 0, bytes: 0 }

  constructor(options: MediaEndOptions) {
    this.#options = options
    this.receiver = new Receiver(options, nowMs())
  }

  /** Our DTLS parameters, which the other side needs in advance. */
  get dtlsParameters(): DtlsParameters {
    const { fingerprint } = this.#options.certificate
    return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] }
  }

  get sent(): { packets: number; bytes: number } {
    const { packets = 0, bytes = 0 } = this.#sending?.sent ?? {}
    return { packets: this.#sentBefore.packets + packets, bytes: this.#sentBefore.bytes + bytes }
  }

  /** Resolves when its transport is up; consumers are added to `receiver` before or after. */
  async receive(remote: RemoteTransport): Promise<{ iceAtMs: number; dtlsAtMs: number }> {
    const transport = new MediaTransport(this.#options, {
      onRtp: (packet, atMs) => this.receiver.takeRtp(packet, atMs),
      onRtcp: (packet, atMs) => this.receiver.takeRtcp(packet, atMs),
      onClosed: this.#options.onError,
    })
    this.#receiving = transport
    this.receiver.transport = transport
    return await transport.connect(remote)
  }

  /** Connects the send transport, creates a producer for each source with `produce`, and sends. */
  async send(remote: RemoteTransport, plan: SendPlan, produce: Produce): Promise<void> {
    const transport = new MediaTransport(this.#options, {
      onRtp: () => {},
      onRtcp: (packet, atMs) => this.#sending?.takeRtcp(packet, atMs),
      onClosed: this.#options.onError,
    })
    this.#sending = new MediaSending(transport, this.#options)
    await transport.connect(remote)
    await this.#sending.start(plan, produce)
  }

  limit(source: MediaSource, spatialLayer: number | null): void {
    this.#sending?.limit(source, spatialLayer)
  }

  stop(source: MediaSource): void {
    this.#sending?.stop(source)
  }

  /** Restarts ICE on the transports of this direction. */
  async restartIce(direction: 'send' | 'receive', ask: () => Promise<IceCredentials>): Promise<void> {
    const transport = direction === 'send' ? this.#sending?.transport : this.#receiving
    if (transport) await transport.restartIce(await ask())
  }

  setSilent(isSilent: boolean): void {
    this.#receiving?.setSilent(isSilent)
    this.#sending?.transport.setSilent(isSilent)
  }

  /** Closes both transports and all consumers, so that they can be created again. */
  takeDown(): void {
    this.#sentBefore = this.sent
    this.receiver.removeAll(nowMs())
    this.#receiving?.close()
    this.#sending?.close()
    this.#sending = undefined
  }

  close(): void {
    this.receiver.close(nowMs())
    this.#sending?.close()
    this.#receiving?.close()
  }
}
