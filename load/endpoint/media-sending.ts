import { randomInt } from 'node:crypto'

import type { MediaSource } from '@/domain/live-lesson/vocabulary'
import type { RtpParameters } from '@/protocol/rtp'

import { readRtcp } from '../rtp/rtcp'
import { nowMs } from '../rtp/send-time'
import type { MediaTransport } from '../transport/media-transport'
import type { Pacer } from '../transport/pacer'
import { cameraParameters, CameraSender, type CameraLayer } from './camera-sender'
import type { SendLine } from './rtp-stream'
import type { SpeakingPattern } from './talk'
import { voiceParameters, VoiceSender } from './voice-sender'

export type SendPlan = {
  voice?: { source: 'microphone' | 'channel'; frameMs: number; bitsPerSecond: number; speaking: SpeakingPattern }
  camera?: { layersBitsPerSecond: readonly number[]; framesPerSecond: number }
  /** Slides the usual way: as a video. */
  screen?: { bitsPerSecond: number; framesPerSecond: number }
}

/** Creates the producer on the server, before the first packet. */
export type Produce = (source: MediaSource, parameters: RtpParameters, framesSent: () => number) => Promise<void>

const MAX_SSRC = 0x7fff_ffff

/** Everything that one endpoint sends on its send transport. */
export class MediaSending {
  readonly transport: MediaTransport
  readonly #line: SendLine
  readonly #pacer: Pacer
  readonly #cameras = new Map<MediaSource, CameraSender>()
  readonly #limits = new Map<MediaSource, number | null>()
  readonly #voices = new Map<MediaSource, VoiceSender>()
  readonly #lostRequests: number
  /** How many came, by stream. */
  readonly #requests = new Map<number, number>()

  constructor(transport: MediaTransport, { pacer, lostRequests }: { pacer: Pacer; lostRequests: number }) {
    this.transport = transport
    this.#pacer = pacer
    this.#lostRequests = lostRequests
    this.#line = { transport, nextTransportSequence: 0, packets: 0, bytes: 0 }
  }

  get sent(): { packets: number; bytes: number } {
    const { packets, bytes } = this.#line
    return { packets, bytes }
  }

  async start({ voice, camera, screen }: SendPlan, produce: Produce): Promise<void> {
    if (voice) await this.#startVoice(voice, produce)
    if (camera) {
      const { layersBitsPerSecond, framesPerSecond } = camera
      await this.#startPicture('camera', { layersBitsPerSecond, framesPerSecond }, produce)
    }
    if (screen) {
      const picture = { layersBitsPerSecond: [screen.bitsPerSecond], framesPerSecond: screen.framesPerSecond }
      await this.#startPicture('screen-share', picture, produce)
    }
  }

  takeRtcp(packet: Buffer, atMs: number): void {
    readRtcp(packet, {
      onNack: (ssrc, sequences) => {
        for (const camera of this.#cameras.values()) camera.repeat({ ssrc, sequences }, atMs)
      },
      onKeyFrameRequest: (ssrc) => {
        const count = (this.#requests.get(ssrc) ?? 0) + 1
        this.#requests.set(ssrc, count)
        if (count <= this.#lostRequests) return
        for (const camera of this.#cameras.values()) camera.requestKeyFrame(ssrc)
      },
    })
  }

  limit(source: MediaSource, spatialLayer: number | null): void {
    // It may arrive before the acknowledgement of the producer.
    this.#limits.set(source, spatialLayer)
    this.#cameras.get(source)?.limit(spatialLayer)
  }

  stop(source: MediaSource): void {
    this.#cameras.get(source)?.close()
    this.#voices.get(source)?.close()
  }

  close(): void {
    for (const sender of [...this.#cameras.values(), ...this.#voices.values()]) sender.close()
    this.transport.close()
  }

  async #startVoice(plan: NonNullable<SendPlan['voice']>, produce: Produce): Promise<void> {
    const options = { ...plan, ssrc: randomInt(1, MAX_SSRC), mid: '0' }
    await produce(plan.source, voiceParameters(options), () => this.#voices.get(plan.source)?.framesSent ?? 0)
    const sender = new VoiceSender(this.#line, options, { pacer: this.#pacer, nowMs: nowMs() })
    this.#voices.set(plan.source, sender)
  }

  async #startPicture(
    source: 'camera' | 'screen-share',
    plan: { layersBitsPerSecond: readonly number[]; framesPerSecond: number },
    produce: Produce,
  ): Promise<void> {
    const layers: CameraLayer[] = plan.layersBitsPerSecond.map((bitsPerSecond) => ({
      ssrc: randomInt(1, MAX_SSRC),
      rtxSsrc: randomInt(1, MAX_SSRC),
      bitsPerSecond,
    }))
    const options = { mid: source === 'camera' ? '1' : '2', layers, framesPerSecond: plan.framesPerSecond }
    await produce(source, cameraParameters(options), () => this.#cameras.get(source)?.framesSent ?? 0)
    const sender = new CameraSender(this.#line, options, { pacer: this.#pacer, nowMs: nowMs() })
    const limit = this.#limits.get(source)
    if (limit !== undefined) sender.limit(limit)
    this.#cameras.set(source, sender)
  }
}
