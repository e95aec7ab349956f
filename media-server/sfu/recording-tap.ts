import type { Consumer, PlainTransport, Router, RtpCapabilities as WorkerRtpCapabilities } from 'mediasoup/types'

import { MEDIA_CODECS } from '@/protocol/media-profile'

import { askForPicture } from './ask-for-picture'
import { closeSafely } from './close-safely'

/** A recorded producer, and the even local port that its packets go to; its RTCP goes to the next. */
export type Tapped = { producerId: string; kind: 'audio' | 'video'; port: number }

/** Half the size that is sent: enough for a picture beside slides. */
export const RECORDED_LAYER = 1
/** ffmpeg may open its ports a moment after the first packets; a picture starts with a key frame. */
const KEY_FRAMES_AFTER_MS = [0, 400, 1_200]
const ON_THIS_MACHINE = '127.0.0.1'

const CAPABILITIES = {
  codecs: MEDIA_CODECS.map((codec) => ({
    ...codec,
    parameters: {},
    rtcpFeedback: codec.kind === 'video' ? [{ type: 'nack', parameter: 'pli' }] : [],
  })),
  headerExtensions: [],
} as unknown as WorkerRtpCapabilities

/** Sends the packets of a few producers to local ports, and nowhere else. */
export class RecordingTap {
  readonly #transports: PlainTransport[]
  readonly #consumers: Consumer[]
  #timers: NodeJS.Timeout[] = []

  private constructor(lines: { transport: PlainTransport; consumer: Consumer }[]) {
    this.#transports = lines.map((line) => line.transport)
    this.#consumers = lines.map((line) => line.consumer)
  }

  static async open(router: Router, tapped: readonly Tapped[]): Promise<RecordingTap> {
    return new RecordingTap(await Promise.all(tapped.map((one) => openLine(router, one))))
  }

  /** Starts the packets. */
  async start(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.resume()))
    this.#timers = KEY_FRAMES_AFTER_MS.map((ms) => setTimeout(() => this.#requestKeyFrames(), ms))
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    closeSafely(...this.#transports.map((transport) => () => transport.close()))
  }

  #requestKeyFrames(): void {
    for (const consumer of this.#consumers) {
      if (consumer.kind === 'video' && !consumer.closed) consumer.requestKeyFrame().catch(ignoreGone)
    }
  }
}

async function openLine(router: Router, { producerId, port }: Tapped) {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: ON_THIS_MACHINE },
    rtcpMux: false,
    comedia: false,
  })
  try {
    await transport.connect({ ip: ON_THIS_MACHINE, port, rtcpPort: port + 1 })
    const consumer = await transport.consume({ producerId, rtpCapabilities: CAPABILITIES, paused: true })
    if (consumer.type === 'simulcast') {
      await consumer.setPreferredLayers({ spatialLayer: RECORDED_LAYER, temporalLayer: 1 })
    }
    askForPicture(consumer)
    return { transport, consumer }
  } catch (error) {
    closeSafely(() => transport.close())
    throw error
  }
}

/** The worker died meanwhile, which also stops the recorder. */
function ignoreGone(): void {}
