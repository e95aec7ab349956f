import { makeRtpPacket, type HeaderExtension } from '../rtp/rtp-header'
import { makeSenderReport } from '../rtp/rtcp'
import { writeSendTime } from '../rtp/send-time'
import type { MediaTransport } from '../transport/media-transport'

/** Ids of the header extensions that our senders announce. */
export const EXTENSION_IDS = { mid: 1, absoluteSendTime: 2, transportSequence: 3, audioLevel: 4 } as const

/** Shared by all senders of one transport: the transport-wide sequence number, and the total sent. */
export type SendLine = { transport: MediaTransport; nextTransportSequence: number; packets: number; bytes: number }

export type SentPacket = { marker: boolean; timestamp: number; payload: Buffer; extensions: readonly HeaderExtension[] }

type StreamOptions = { line: SendLine; ssrc: number; payloadType: number; clockRate: number; mid: string }
type Kept = { sequence: number; packet: SentPacket }

const HISTORY = 512
/** Shorter packets are comfort noise. */
const SHORTEST_MARKED = 16
const REPORT_EVERY_MS = 1_000

/** One outgoing RTP stream: sequence numbers, clock, reports, and a retransmission buffer. */
export class RtpStream {
  readonly ssrc: number
  readonly #options: StreamOptions
  readonly #history: (Kept | undefined)[] = Array.from({ length: HISTORY })
  readonly #timestampBase = Math.floor(Math.random() * 2 ** 31)
  readonly #startedAtMs: number
  #sequence = Math.floor(Math.random() * 10_000)
  #packets = 0
  #octets = 0
  #reportedAtMs = 0

  constructor(options: StreamOptions, nowMs: number) {
    this.ssrc = options.ssrc
    this.#options = options
    this.#startedAtMs = nowMs
  }

  /** Nothing is sent over a dead connection. */
  get isSilent(): boolean {
    return this.#options.line.transport.isSilent
  }

  /** The stream's own clock. */
  timestampAt(nowMs: number): number {
    return (this.#timestampBase + Math.round(((nowMs - this.#startedAtMs) * this.#options.clockRate) / 1_000)) >>> 0
  }

  /** Sends one packet. Its payload ends with its send time, unless it `isRepeated`. */
  send(packet: SentPacket, nowMs: number, isRepeated = false): void {
    const sequence = this.#sequence
    this.#sequence += 1
    this.#history[sequence % HISTORY] = { sequence, packet }
    this.#packets += 1
    this.#octets += packet.payload.length
    if (!isRepeated && packet.payload.length > SHORTEST_MARKED) writeSendTime(packet.payload, nowMs)
    this.#put(packet, { sequence, nowMs })
  }

  /** The packet with these sixteen bits, while it is buffered. */
  find(sequence: number): SentPacket | undefined {
    const extended = this.#sequence - ((this.#sequence - sequence) & 0xffff)
    const kept = this.#history[((extended % HISTORY) + HISTORY) % HISTORY]
    return kept && (kept.sequence & 0xffff) === sequence ? kept.packet : undefined
  }

  /** A sender report once a second, the first with the first packet. */
  report(nowMs: number): void {
    if (this.#packets === 0 || nowMs - this.#reportedAtMs < REPORT_EVERY_MS) return
    this.#reportedAtMs = nowMs
    const state = { ssrc: this.ssrc, wallMs: Date.now(), timestamp: this.timestampAt(nowMs) }
    this.#options.line.transport.sendRtcp(makeSenderReport({ ...state, packets: this.#packets, octets: this.#octets }))
  }

  #put({ marker, timestamp, payload, extensions }: SentPacket, now: { sequence: number; nowMs: number }): void {
    const { line, payloadType, mid } = this.#options
    const sequence = now.sequence & 0xffff
    const header = { payloadType, marker, sequence, timestamp, ssrc: this.ssrc }
    const packet = makeRtpPacket(header, [...lineExtensions(line, mid, now.nowMs), ...extensions], payload)
    line.packets += 1
    line.bytes += packet.length + 16
    line.transport.sendRtp(packet, Math.floor(now.sequence / 65_536))
  }
}

function lineExtensions(line: SendLine, mid: string, nowMs: number): HeaderExtension[] {
  const sequence = Buffer.alloc(2)
  sequence.writeUInt16BE(line.nextTransportSequence)
  line.nextTransportSequence = (line.nextTransportSequence + 1) & 0xffff
  const sentAt = Buffer.alloc(3)
  // Seconds in 6.18 bits fixed point.
  sentAt.writeUIntBE(Math.floor(((nowMs / 1_000) % 64) * 2 ** 18), 0, 3)
  return [
    { id: EXTENSION_IDS.mid, content: Buffer.from(mid) },
    { id: EXTENSION_IDS.absoluteSendTime, content: sentAt },
    { id: EXTENSION_IDS.transportSequence, content: sequence },
  ]
}
