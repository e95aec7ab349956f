import type {
  Consumer,
  ConsumerLayers,
  RtpCapabilities as WorkerRtpCapabilities,
  RtpParameters,
  WebRtcTransport,
} from 'mediasoup/types'

import type { DtlsParameters, RtpCapabilities } from '@/protocol/rtp'
import type { TransportInfo } from '@/protocol/server-messages'

import { askForPicture } from './ask-for-picture'
import { withoutEstimates } from './without-estimates'

/** A place on some router of a lesson where one peer receives; the router may be on another machine. */
export type RouterSlot = {
  openTransport: () => Promise<ReceivingTransport>
  /** Makes a producer of the lesson available here. Rejects when it is gone by now. */
  ensurePiped: (producerId: string) => Promise<void>
  /** Releases the place. */
  release: () => void
}

export type ReceivingTransport = {
  readonly info: TransportInfo
  readonly isFlowing: boolean
  connect: (dtlsParameters: DtlsParameters) => Promise<void>
  restartIce: () => Promise<TransportInfo['iceParameters']>
  consume: (options: ReceiveOptions) => Promise<ReceivingConsumer>
  /** Bytes that have arrived on it; 0 for one on another machine. */
  countReceivedBytes: () => Promise<number>
  /** Whether packets flow may have changed. */
  onChange: (listener: () => void) => void
  close: () => void
}

export type ReceiveOptions = {
  producerId: string
  rtpCapabilities: RtpCapabilities
  paused: boolean
  preferredLayers: ConsumerLayers
}

export type ReceivingConsumer = {
  readonly id: string
  readonly kind: 'audio' | 'video'
  readonly rtpParameters: RtpParameters
  readonly isProducerPaused: boolean
  readonly isPaused: boolean
  readonly isClosed: boolean
  /** The layer that is sent now; null for none, 0 for a source without layers. */
  readonly layer: number | null
  pause: () => Promise<void>
  resume: () => Promise<void>
  preferLayers: (layers: ConsumerLayers) => Promise<void>
  onClose: (listener: () => void) => void
  onProducerPaused: (listener: (isPaused: boolean) => void) => void
  onLayer: (listener: (layer: number | null) => void) => void
  close: () => void
}

/** A transport of a worker of this machine. */
export function receiveFrom(transport: WebRtcTransport): ReceivingTransport {
  return {
    info: describeTransport(transport),
    get isFlowing() {
      return isFlowing(transport)
    },
    connect: (dtlsParameters) => transport.connect({ dtlsParameters }),
    restartIce: () => transport.restartIce(),
    countReceivedBytes: async () =>
      (await transport.getStats()).reduce((sum, { bytesReceived }) => sum + bytesReceived, 0),
    consume: async ({ producerId, rtpCapabilities, paused, preferredLayers }) =>
      wrapConsumer(
        await transport.consume({
          ...{ producerId, paused, preferredLayers, enableRtx: true },
          rtpCapabilities: withoutEstimates(rtpCapabilities) as unknown as WorkerRtpCapabilities,
        }),
      ),
    onChange: (listener) => {
      transport.on('dtlsstatechange', listener)
      transport.on('icestatechange', listener)
    },
    close: () => transport.close(),
  }
}

export function isFlowing(transport: WebRtcTransport): boolean {
  const isReachable = transport.iceState === 'connected' || transport.iceState === 'completed'
  return !transport.closed && isReachable && transport.dtlsState === 'connected'
}

export function describeTransport(transport: WebRtcTransport): TransportInfo {
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  }
}

function wrapConsumer(consumer: Consumer): ReceivingConsumer {
  const { id, kind, rtpParameters } = consumer
  askForPicture(consumer)
  return {
    ...{ id, kind, rtpParameters },
    get isProducerPaused() {
      return consumer.producerPaused
    },
    get isPaused() {
      return consumer.paused
    },
    get isClosed() {
      return consumer.closed
    },
    get layer() {
      return layerOf(consumer)
    },
    pause: () => consumer.pause(),
    resume: () => consumer.resume(),
    preferLayers: (layers) => consumer.setPreferredLayers(layers),
    onClose: (listener) => void consumer.observer.once('close', listener),
    onProducerPaused: (listener) => {
      consumer.on('producerpause', () => listener(true))
      consumer.on('producerresume', () => listener(false))
    },
    onLayer: (listener) => void consumer.on('layerschange', () => listener(layerOf(consumer))),
    close: () => consumer.close(),
  }
}

function layerOf(consumer: Consumer): number | null {
  if (consumer.type !== 'simulcast') return 0
  return consumer.currentLayers?.spatialLayer ?? null
}
