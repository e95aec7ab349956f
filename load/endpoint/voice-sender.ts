import type { RtpParameters } from '@/protocol/rtp'

import type { Pacer } from '../transport/pacer'
import { EXTENSION_IDS, RtpStream, type SendLine } from './rtp-stream'
import { Talk, type SpeakingPattern } from './talk'

export type VoiceOptions = {
  ssrc: number
  mid: string
  /** Length of one Opus frame: 60 as Samsal sends, 20 as is usual. */
  frameMs: number
  bitsPerSecond: number
  speaking: SpeakingPattern
}

const PAYLOAD_TYPE = 111
const CLOCK_RATE = 48_000
/** With silence suppression: one small packet per interval. */
const SILENCE_EVERY_MS = 400
const OPUS_TABLE_OF_CONTENTS = { 20: 0x48, 60: 0x58 }
const SPEAKS_DBOV = 30
const SILENT_DBOV = 127

/** A microphone's producer as described to the media server. */
export function voiceParameters({ ssrc, mid }: Pick<VoiceOptions, 'ssrc' | 'mid'>): RtpParameters {
  return {
    mid,
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: PAYLOAD_TYPE,
        clockRate: CLOCK_RATE,
        channels: 2,
        parameters: { useinbandfec: 1, usedtx: 1, minptime: 10 },
        rtcpFeedback: [{ type: 'transport-cc', parameter: '' }],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: EXTENSION_IDS.mid },
      { uri: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', id: EXTENSION_IDS.absoluteSendTime },
      {
        uri: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
        id: EXTENSION_IDS.transportSequence,
      },
      { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: EXTENSION_IDS.audioLevel },
    ],
    encodings: [{ ssrc, dtx: true }],
    rtcp: { cname: 'samsal-load', reducedSize: true },
  }
}

/** Opus frames of speech and its pauses. */
export class VoiceSender {
  readonly #stream: RtpStream
  readonly #talk: Talk
  readonly #payload: Buffer
  readonly #remove: () => void
  #silentUntilMs = 0
  #framesSent = 0

  constructor(line: SendLine, options: VoiceOptions, scene: { pacer: Pacer; nowMs: number }) {
    const { ssrc, mid } = options
    this.#stream = new RtpStream({ line, ssrc, mid, payloadType: PAYLOAD_TYPE, clockRate: CLOCK_RATE }, scene.nowMs)
    this.#talk = new Talk(options.speaking, scene.nowMs)
    this.#payload = Buffer.alloc(Math.round((options.bitsPerSecond * options.frameMs) / 8_000), 0x5a)
    this.#payload.writeUInt8(OPUS_TABLE_OF_CONTENTS[options.frameMs === 60 ? 60 : 20], 0)
    const task = {
      dueMs: scene.nowMs + Math.random() * options.frameMs,
      run: (nowMs: number) => {
        task.dueMs = Math.max(task.dueMs + options.frameMs, nowMs)
        this.#frame(nowMs)
      },
    }
    this.#remove = scene.pacer.add(task)
  }

  get framesSent(): number {
    return this.#framesSent
  }

  close(): void {
    this.#remove()
  }

  #frame(nowMs: number): void {
    // Otherwise receivers would miss what was dropped on purpose.
    if (this.#stream.isSilent) return
    const isSpeaking = this.#talk.isSpeaking(nowMs)
    if (!isSpeaking && nowMs < this.#silentUntilMs) return
    this.#silentUntilMs = nowMs + SILENCE_EVERY_MS
    const level = Buffer.from([isSpeaking ? 0x80 | SPEAKS_DBOV : SILENT_DBOV])
    const payload = isSpeaking ? Buffer.from(this.#payload) : this.#payload.subarray(0, 1)
    const extensions = [{ id: EXTENSION_IDS.audioLevel, content: level }]
    this.#stream.send({ marker: false, timestamp: this.#stream.timestampAt(nowMs), payload, extensions }, nowMs)
    this.#stream.report(nowMs)
    this.#framesSent += 1
  }
}
