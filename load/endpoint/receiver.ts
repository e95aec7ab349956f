import type { RtpParameters } from '@/protocol/rtp'

import { makeNack, makePli, makeReceiverReport, readRtcp, type ReportBlock } from '../rtp/rtcp'
import { findExtension } from '../rtp/rtp-header'
import { readSendTime } from '../rtp/send-time'
import { TransportFeedback } from '../rtp/transport-feedback'
import { SequenceTracker } from '../rtp/sequence-tracker'
import { beginsKeyFrame } from '../rtp/vp8-payload'
import type { MediaTransport } from '../transport/media-transport'
import type { Pacer } from '../transport/pacer'
import { ReceivedStream, type StreamKind } from './received-stream'

export type ReceivedConsumer = {
  consumerId: string
  kind: StreamKind
  rtpParameters: RtpParameters
  /** How many frames its sender has sent so far, as far as this process knows. */
  framesOfSender: () => number
}

/** Result of a sampled packet: the delay from sender to receiver, and whether it authenticated. */
export type SampleSink = {
  onDelay: (kind: StreamKind, delayMs: number) => void
  onSample: (isAuthentic: boolean) => void
}

export type ReceiverOptions = {
  pacer: Pacer
  samples: SampleSink
  /** One in this many packets is decrypted. */
  sampleEvery: number
}

type Entry = { stream: ReceivedStream; isRtx: boolean; rtxTracker: SequenceTracker; untilSample: number }

const TRANSPORT_SEQUENCE = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01'
const REPORT_EVERY_MS = { video: 1_000, audio: 5_000 }
/** Missing packets are requested as often as in a browser. */
const ASK_EVERY_MS = 20
/** Interval of transport feedback to a worker that estimates bandwidth, as in a browser. */
const FEEDBACK_EVERY_MS = 100
const BLOCKS_MAX = 31
const OUR_SSRC = 1

/** Everything that one endpoint receives: counted by headers, reported as in a browser, decrypted in samples. */
export class Receiver {
  readonly #options: ReceiverOptions
  readonly #entries = new Map<number, Entry>()
  readonly #streams = new Map<string, ReceivedStream>()
  readonly #feedback = new TransportFeedback()
  readonly #remove: () => void
  /** All streams that ever existed, for the report. */
  readonly all: ReceivedStream[] = []
  transport: MediaTransport | undefined
  packets = 0
  bytes = 0
  #transportSequenceId = 0
  #hasPictures = false
  #reportedAtMs = 0
  #feedbackDueMs: number
  #feedbackSsrc = 0

  constructor(options: ReceiverOptions, nowMs: number) {
    this.#options = options
    this.#feedbackDueMs = nowMs + Math.random() * FEEDBACK_EVERY_MS
    const task = {
      dueMs: nowMs + Math.random() * ASK_EVERY_MS,
      run: (now: number) => {
        task.dueMs = now + ASK_EVERY_MS
        this.#report(now)
      },
    }
    this.#remove = options.pacer.add(task)
  }

  get consumerIds(): string[] {
    return [...this.#streams.keys()]
  }

  add({ consumerId, kind, rtpParameters, framesOfSender }: ReceivedConsumer): void {
    const encoding = rtpParameters.encodings[0]
    if (encoding?.ssrc === undefined) throw new Error('a consumer without SSRC')
    const hasNack = rtpParameters.codecs[0]?.rtcpFeedback?.some((one) => one.type === 'nack' && !one.parameter) ?? false
    const stream = new ReceivedStream({ kind, ssrc: encoding.ssrc, hasNack, framesOfSender })
    this.all.push(stream)
    this.#streams.set(consumerId, stream)
    this.#hasPictures ||= kind === 'video'
    // The first packet of a picture is always decrypted: it must begin a key frame.
    const untilSample = kind === 'video' ? 0 : Math.floor(Math.random() * this.#options.sampleEvery)
    const entry = { stream, isRtx: false, rtxTracker: new SequenceTracker(), untilSample }
    this.#entries.set(encoding.ssrc, entry)
    if (encoding.rtx) this.#entries.set(encoding.rtx.ssrc, { ...entry, isRtx: true })
    const sequenceId = rtpParameters.headerExtensions?.find((one) => one.uri === TRANSPORT_SEQUENCE)?.id
    if (kind === 'video' && sequenceId !== undefined) {
      this.#transportSequenceId = sequenceId
      this.#feedbackSsrc = encoding.ssrc
    }
  }

  remove(consumerId: string, nowMs: number): void {
    const stream = this.#streams.get(consumerId)
    stream?.forgive()
    stream?.finish(nowMs)
    this.#streams.delete(consumerId)
    this.#hasPictures = [...this.#streams.values()].some((one) => one.kind === 'video')
    for (const [ssrc, entry] of this.#entries) if (entry.stream === stream) this.#entries.delete(ssrc)
  }

  removeAll(nowMs: number): void {
    for (const consumerId of [...this.#streams.keys()]) this.remove(consumerId, nowMs)
  }

  /** A pause of one consumer, or of all: its gap is nobody's fault. */
  forgive(consumerId?: string): void {
    const streams = consumerId === undefined ? [...this.#streams.values()] : [this.#streams.get(consumerId)]
    for (const stream of streams) stream?.forgive()
  }

  takeRtp(packet: Buffer, nowMs: number): void {
    this.packets += 1
    this.bytes += packet.length
    const entry = this.#entries.get(packet.readUInt32BE(8))
    if (this.#transportSequenceId !== 0 && entry?.stream.kind !== 'audio') {
      const at = findExtension(packet, this.#transportSequenceId)
      if (at >= 0) this.#feedback.note(packet.readUInt16BE(at), nowMs)
    }
    // A packet without an entry belongs to a closed consumer, or probes the bandwidth.
    if (!entry) return
    if (entry.isRtx) return this.#takeRepair(packet, entry, nowMs)
    const extended = entry.stream.take(packet, nowMs)
    entry.untilSample -= 1
    if (entry.untilSample >= 0) return
    entry.untilSample = this.#options.sampleEvery - 1
    this.#sample(packet, { extended, stream: entry.stream, nowMs })
  }

  takeRtcp(packet: Buffer, nowMs: number): void {
    readRtcp(packet, {
      onSenderReport: ({ ssrc, middleOfNtp }) => {
        const entry = this.#entries.get(ssrc)
        if (entry) entry.stream.lastReport = { middleOfNtp, atMs: nowMs }
      },
    })
  }

  /** The first frame must be a key frame; a receiver that starts in between requests one. */
  askForPicture(ssrc: number): void {
    this.transport?.sendRtcp(makePli({ sender: OUR_SSRC, media: ssrc }))
  }

  close(nowMs: number): void {
    this.#remove()
    for (const stream of this.#streams.values()) {
      stream.tracker.takeDue(nowMs)
      stream.finish(nowMs)
    }
  }

  #takeRepair(packet: Buffer, entry: Entry, nowMs: number): void {
    const extended = entry.rtxTracker.note(packet.readUInt16BE(2), nowMs)
    const payload = this.transport?.srtp?.openRtp(packet, Math.floor(extended / 65_536))
    this.#options.samples.onSample(payload !== null && payload !== undefined)
    if (payload && payload.length > 2) entry.stream.tracker.noteRepair(payload.readUInt16BE(0))
  }

  #sample(
    packet: Buffer,
    { extended, stream, nowMs }: { extended: number; stream: ReceivedStream; nowMs: number },
  ): void {
    const payload = this.transport?.srtp?.openRtp(packet, Math.floor(extended / 65_536))
    if (payload === undefined) return
    this.#options.samples.onSample(payload !== null)
    if (payload === null) return
    const sentAtMs = readSendTime(payload)
    if (sentAtMs !== null) this.#options.samples.onDelay(stream.kind, nowMs - sentAtMs)
    if (stream.frames === 1 && stream.kind === 'video' && !beginsKeyFrame(payload)) this.askForPicture(stream.ssrc)
  }

  #report(nowMs: number): void {
    const { transport } = this
    if (!transport?.isUp || this.#streams.size === 0) return
    const parts: Buffer[] = []
    for (const stream of this.#streams.values()) {
      if (!stream.tracker.hasMissing) continue
      const due = stream.tracker.takeDue(nowMs)
      if (due.length > 0 && stream.hasNack) parts.push(makeNack({ sender: OUR_SSRC, media: stream.ssrc }, due))
    }
    if (nowMs >= this.#feedbackDueMs) {
      this.#feedbackDueMs = nowMs + FEEDBACK_EVERY_MS
      const feedback = this.#feedback.take({ sender: OUR_SSRC, media: this.#feedbackSsrc })
      if (feedback) parts.push(feedback)
    }
    if (nowMs - this.#reportedAtMs >= REPORT_EVERY_MS[this.#hasPictures ? 'video' : 'audio']) {
      this.#reportedAtMs = nowMs
      const blocks = [...this.#streams.values()].slice(0, BLOCKS_MAX).map((stream) => blockOf(stream, nowMs))
      parts.unshift(makeReceiverReport(OUR_SSRC, blocks))
    }
    if (parts.length > 0) transport.sendRtcp(Buffer.concat(parts))
  }
}

function blockOf({ ssrc, tracker, lastReport }: ReceivedStream, nowMs: number): ReportBlock {
  return {
    ssrc,
    ...tracker.takeReport(),
    lastReport: lastReport?.middleOfNtp ?? 0,
    sinceLastReportMs: lastReport ? nowMs - lastReport.atMs : 0,
  }
}
