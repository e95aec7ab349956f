import type { RtpParameters } from '@/protocol/rtp'

import { DESCRIPTOR_BYTES, writeVp8Descriptor } from '../rtp/vp8-payload'
import type { Pacer } from '../transport/pacer'
import { EXTENSION_IDS, RtpStream, type SendLine } from './rtp-stream'

export type CameraLayer = { ssrc: number; rtxSsrc: number; bitsPerSecond: number }
export type CameraOptions = {
  mid: string
  /** From the smallest to the largest. */
  layers: readonly CameraLayer[]
  framesPerSecond: number
}

const PAYLOAD_TYPE = 96
const RTX_PAYLOAD_TYPE = 97
const CLOCK_RATE = 90_000
const PAYLOAD_MAX_BYTES = 1_100
/** A key frame is as large as this many others. */
const KEY_FRAME_WEIGHT = 5
const SHORTEST_PAYLOAD = 40

/** A camera's, or a shared screen's, producer as described to the media server. */
export function cameraParameters({ mid, layers }: Pick<CameraOptions, 'mid' | 'layers'>): RtpParameters {
  return {
    mid,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: PAYLOAD_TYPE,
        clockRate: CLOCK_RATE,
        parameters: {},
        rtcpFeedback: [
          { type: 'transport-cc', parameter: '' },
          { type: 'ccm', parameter: 'fir' },
          { type: 'nack', parameter: '' },
          { type: 'nack', parameter: 'pli' },
        ],
      },
      {
        mimeType: 'video/rtx',
        payloadType: RTX_PAYLOAD_TYPE,
        clockRate: CLOCK_RATE,
        parameters: { apt: PAYLOAD_TYPE },
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: EXTENSION_IDS.mid },
      { uri: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', id: EXTENSION_IDS.absoluteSendTime },
      {
        uri: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
        id: EXTENSION_IDS.transportSequence,
      },
    ],
    encodings: layers.map(({ ssrc, rtxSsrc, bitsPerSecond }) => ({
      ssrc,
      rtx: { ssrc: rtxSsrc },
      maxBitrate: bitsPerSecond,
      // With a single layer the worker would expect the layers of another codec.
      ...(layers.length > 1 && { scalabilityMode: 'L1T2' }),
    })),
    rtcp: { cname: 'samsal-load', reducedSize: true },
  }
}

type Sending = {
  stream: RtpStream
  rtx: RtpStream
  frameBytes: number
  pictureId: number
  tl0PictureIndex: number
  isKeyFrameDue: boolean
}

/** VP8 of a given bitrate in up to three simulcast layers, each with two temporal layers. */
export class CameraSender {
  readonly #layers: Sending[]
  readonly #remove: () => void
  #highestLayer: number
  #framesSent = 0

  constructor(line: SendLine, options: CameraOptions, scene: { pacer: Pacer; nowMs: number }) {
    const { mid, layers, framesPerSecond } = options
    this.#highestLayer = layers.length - 1
    this.#layers = layers.map(({ ssrc, rtxSsrc, bitsPerSecond }) => {
      const shared = { line, mid, clockRate: CLOCK_RATE }
      return {
        stream: new RtpStream({ ...shared, ssrc, payloadType: PAYLOAD_TYPE }, scene.nowMs),
        rtx: new RtpStream({ ...shared, ssrc: rtxSsrc, payloadType: RTX_PAYLOAD_TYPE }, scene.nowMs),
        frameBytes: bitsPerSecond / 8 / framesPerSecond,
        pictureId: Math.floor(Math.random() * 0x7fff),
        tl0PictureIndex: Math.floor(Math.random() * 0xff),
        isKeyFrameDue: true,
      }
    })
    const frameMs = 1_000 / framesPerSecond
    const task = {
      dueMs: scene.nowMs + Math.random() * frameMs,
      run: (nowMs: number) => {
        task.dueMs = Math.max(task.dueMs + frameMs, nowMs)
        this.#capture(nowMs)
      },
    }
    this.#remove = scene.pacer.add(task)
  }

  /** Frames so far, while at least one layer was sent. */
  get framesSent(): number {
    return this.#framesSent
  }

  /** Sends no layer above this one; null sends nothing. */
  limit(highestLayer: number | null): void {
    const before = this.#highestLayer
    this.#highestLayer = highestLayer ?? -1
    this.#layers.forEach((layer, index) => {
      if (index > before && index <= this.#highestLayer) layer.isKeyFrameDue = true
    })
  }

  requestKeyFrame(ssrc: number): void {
    const asked = this.#layers.find(({ stream }) => stream.ssrc === ssrc)
    if (asked) asked.isKeyFrameDue = true
  }

  /** Resends requested packets on the retransmission stream. */
  repeat(request: { ssrc: number; sequences: readonly number[] }, nowMs: number): void {
    const asked = this.#layers.find(({ stream }) => stream.ssrc === request.ssrc)
    if (!asked) return
    for (const sequence of request.sequences) {
      const packet = asked.stream.find(sequence)
      if (!packet) continue
      const original = Buffer.alloc(2)
      original.writeUInt16BE(sequence)
      asked.rtx.send({ ...packet, payload: Buffer.concat([original, packet.payload]) }, nowMs, true)
    }
  }

  close(): void {
    this.#remove()
  }

  #capture(nowMs: number): void {
    if (this.#highestLayer < 0 || this.#layers[0]?.stream.isSilent) return
    this.#framesSent += 1
    this.#layers.forEach((layer, index) => {
      if (index <= this.#highestLayer) this.#encode(layer, nowMs)
      layer.stream.report(nowMs)
    })
  }

  #encode(layer: Sending, nowMs: number): void {
    const isKeyFrame = layer.isKeyFrameDue
    layer.isKeyFrameDue = false
    // Key frames belong to the base layer; after one, base and upper layer alternate.
    const temporalLayer = isKeyFrame || this.#framesSent % 2 === 0 ? 0 : 1
    layer.pictureId = (layer.pictureId + 1) & 0x7fff
    if (temporalLayer === 0) layer.tl0PictureIndex = (layer.tl0PictureIndex + 1) & 0xff
    const { pictureId, tl0PictureIndex } = layer
    const bytes = Math.round(layer.frameBytes * (isKeyFrame ? KEY_FRAME_WEIGHT : 1))
    const packets = Math.max(1, Math.ceil(bytes / PAYLOAD_MAX_BYTES))
    const payloadBytes = Math.max(SHORTEST_PAYLOAD, Math.round(bytes / packets)) + DESCRIPTOR_BYTES
    const timestamp = layer.stream.timestampAt(nowMs)
    for (let index = 0; index < packets; index++) {
      const payload = Buffer.alloc(payloadBytes, 0xa5)
      writeVp8Descriptor(payload, { pictureId, tl0PictureIndex, temporalLayer, isKeyFrame }, index === 0)
      layer.stream.send({ marker: index === packets - 1, timestamp, payload, extensions: [] }, nowMs)
    }
  }
}
