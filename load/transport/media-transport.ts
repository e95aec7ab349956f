import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { randomBytes } from 'node:crypto'

import type { Certificate } from '../dtls/certificate'
import { DtlsClient } from '../dtls/dtls-client'
import type { SrtpProfile } from '../dtls/key-material'
import { IceAgent } from '../ice/ice-agent'
import { isStun, type IceCredentials } from '../ice/stun'
import { isRtcp } from '../rtp/rtp-header'
import { nowMs } from '../rtp/send-time'
import { SrtpSession } from '../srtp/srtp'

/** The worker's side of a transport, from signalling or directly from the worker. */
export type RemoteTransport = {
  iceParameters: IceCredentials
  iceCandidates: readonly { ip: string; port: number; protocol: 'udp' | 'tcp' }[]
  dtlsParameters: { fingerprints: readonly { algorithm: string; value: string }[] }
}

export type TransportHandlers = {
  onRtp: (packet: Buffer, nowMs: number) => void
  onRtcp: (packet: Buffer, nowMs: number) => void
  onClosed: (error: Error) => void
}

export type TransportOptions = {
  certificate: Certificate
  profiles: readonly SrtpProfile[]
  /** Share of datagrams that are dropped in each direction, from 0 to 1. */
  loss: number
}

const CONNECT_WITHIN_MS = 20_000
const RECEIVE_BUFFER_BYTES = 1_000_000

/** One ICE, DTLS and SRTP session on its own UDP socket. */
export class MediaTransport {
  readonly #options: TransportOptions
  readonly #handlers: TransportHandlers
  #socket: Socket | undefined
  #ice: IceAgent | undefined
  #dtls: DtlsClient | undefined
  #srtp: SrtpSession | undefined
  #isSilent = false
  #closed = false

  constructor(options: TransportOptions, handlers: TransportHandlers) {
    this.#options = options
    this.#handlers = handlers
  }

  get srtp(): SrtpSession | undefined {
    return this.#srtp
  }

  get isSilent(): boolean {
    return this.#isSilent
  }

  get isUp(): boolean {
    return this.#srtp !== undefined && !this.#closed
  }

  /** Resolves when DTLS is up, with the times at which ICE and DTLS connected. */
  async connect(remote: RemoteTransport): Promise<{ iceAtMs: number; dtlsAtMs: number }> {
    const candidates = remote.iceCandidates.filter((one) => one.protocol === 'udp')
    const first = candidates[0]
    if (!first) throw new Error('the media server offers no UDP')
    const family = first.ip.includes(':') ? 'udp6' : 'udp4'
    const socket = createSocket({ type: family, recvBufferSize: RECEIVE_BUFFER_BYTES })
    this.#socket = socket
    socket.on('message', (datagram, from) => this.#take(datagram, from))
    // A refused datagram counts as lost: consent detects a dead path.
    socket.on('error', () => {})
    const ice = new IceAgent({
      remote: remote.iceParameters,
      candidates: candidates.filter((one) => one.ip.includes(':') === (family === 'udp6')),
      localFragment: randomBytes(6).toString('hex'),
      send: (datagram, to) => this.#sendTo(datagram, to),
    })
    this.#ice = ice
    const deadline = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no media within 20 s')), CONNECT_WITHIN_MS).unref()
    })
    const path = await Promise.race([ice.connected(), deadline])
    const iceAtMs = nowMs()
    await new Promise<void>((resolve) => socket.connect(path.port, path.ip, resolve))
    const dtlsAtMs = await Promise.race([this.#shakeHands(remote), deadline])
    return { iceAtMs, dtlsAtMs }
  }

  /** Restarts ICE, with new credentials from the media server. */
  restartIce(remote: IceCredentials): Promise<unknown> {
    return this.#ice?.restart(remote) ?? Promise.resolve()
  }

  sendRtp(packet: Buffer, rollovers: number): void {
    if (this.#srtp) this.#send(this.#srtp.sealRtp(packet, rollovers))
  }

  /** Resends an encrypted packet. */
  sendSealed(packet: Buffer): void {
    this.#send(packet)
  }

  sendRtcp(packet: Buffer): void {
    if (this.#srtp) this.#send(this.#srtp.sealRtcp(packet))
  }

  /** While silent it neither sends nor receives, like a dead connection. */
  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent
  }

  close(): void {
    if (this.#closed) return
    this.#dtls?.close()
    this.#closed = true
    this.#ice?.close()
    this.#socket?.close()
  }

  #shakeHands(remote: RemoteTransport): Promise<number> {
    const fingerprint = remote.dtlsParameters.fingerprints.find((one) => one.algorithm === 'sha-256')
    return new Promise((resolve, reject) => {
      this.#dtls = new DtlsClient({
        certificate: this.#options.certificate,
        remoteFingerprint: fingerprint?.value ?? '',
        profiles: this.#options.profiles,
        send: (datagram) => this.#send(datagram),
        onConnected: (keys) => {
          this.#srtp = new SrtpSession(keys)
          resolve(nowMs())
        },
        onClosed: (error) => {
          reject(error)
          if (!this.#closed) this.#handlers.onClosed(error)
        },
      })
      this.#dtls.start()
    })
  }

  #take(datagram: Buffer, from: RemoteInfo): void {
    if (this.#isSilent || this.#closed || this.#isLost()) return
    const first = datagram[0] ?? 0
    if (first >= 128 && first <= 191) {
      if (!this.#srtp || datagram.length < 12) return
      const now = nowMs()
      if (!isRtcp(datagram)) return this.#handlers.onRtp(datagram, now)
      const opened = this.#srtp.openRtcp(datagram)
      if (opened) this.#handlers.onRtcp(opened, now)
      return
    }
    if (first >= 20 && first <= 63) this.#dtls?.handle(datagram)
    else if (isStun(datagram)) this.#ice?.handle(datagram, { ip: from.address, port: from.port })
  }

  #send(datagram: Buffer): void {
    if (this.#isSilent || this.#closed || this.#isLost()) return
    this.#socket?.send(datagram)
  }

  #sendTo(datagram: Buffer, to: { ip: string; port: number } | null): void {
    if (!to) return this.#send(datagram)
    if (this.#isSilent || this.#closed || this.#isLost()) return
    this.#socket?.send(datagram, to.port, to.ip)
  }

  #isLost(): boolean {
    return this.#options.loss > 0 && Math.random() < this.#options.loss
  }
}
