import { SequenceTracker } from '../rtp/sequence-tracker'

export type StreamKind = 'audio' | 'video'

/** A gap between two frames that a person notices. */
const FREEZE_MS = 500
/** A sender with fewer frames than this in the meantime was not sending. */
const FRAMES_THAT_PROVE = 6

/** Statistics of one consumer, from packet headers only. */
export class ReceivedStream {
  readonly tracker = new SequenceTracker()
  readonly kind: StreamKind
  readonly ssrc: number
  readonly hasNack: boolean
  bytes = 0
  frames = 0
  freezes = 0
  frozenMs = 0
  /** When the first packet arrived, and the last frame began. */
  firstAtMs: number | null = null
  lastReport: { middleOfNtp: number; atMs: number } | null = null
  readonly #framesOfSender: () => number
  #timestamp = -1
  #frameAtMs = -1
  #senderFrames = 0

  constructor(options: { kind: StreamKind; ssrc: number; hasNack: boolean; framesOfSender: () => number }) {
    this.kind = options.kind
    this.ssrc = options.ssrc
    this.hasNack = options.hasNack
    this.#framesOfSender = options.framesOfSender
  }

  /** @returns the extended sequence number. */
  take(packet: Buffer, nowMs: number): number {
    this.bytes += packet.length
    this.firstAtMs ??= nowMs
    const extended = this.tracker.note(packet.readUInt16BE(2), nowMs)
    if (this.kind === 'video') {
      const timestamp = packet.readUInt32BE(4)
      if (timestamp !== this.#timestamp) this.#beginFrame(timestamp, nowMs)
    }
    return extended
  }

  /** The gap from here to the next frame is not caused by the network. */
  forgive(): void {
    this.#frameAtMs = -1
    this.tracker.forgive()
  }

  /** Counts a freeze that has not ended. */
  finish(nowMs: number): void {
    if (this.kind === 'video' && this.#frameAtMs >= 0) this.#noteGap(nowMs)
    this.#frameAtMs = -1
  }

  #beginFrame(timestamp: number, nowMs: number): void {
    this.frames += 1
    this.#timestamp = timestamp
    if (this.#frameAtMs >= 0) this.#noteGap(nowMs)
    this.#frameAtMs = nowMs
    this.#senderFrames = this.#framesOfSender()
  }

  #noteGap(nowMs: number): void {
    const gapMs = nowMs - this.#frameAtMs
    if (gapMs <= FREEZE_MS || this.#framesOfSender() - this.#senderFrames < FRAMES_THAT_PROVE) return
    this.freezes += 1
    this.frozenMs += gapMs
  }
}
