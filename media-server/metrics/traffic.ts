import type { Consumer, MediaKind, Producer, ProducerStat, Router, Transport } from 'mediasoup/types'

import { counter, gauge } from './registry'

type Counted = { packets: number; bytes: number; lost: number }
type Watched = { producer: Producer; consumers: Set<Consumer>; before: Map<number, Counted> }
/** Of one router: a producer piped to another has the same id there. */
type Routed = Map<string, Watched>

const NOTHING: Counted = { packets: 0, bytes: 0, lost: 0 }

const producers = gauge({
  name: 'samsal_media_producers',
  help: 'What is sent to the workers, by kind; not what they pass on to each other.',
  labels: ['worker', 'kind'],
})

const consumers = gauge({
  name: 'samsal_media_consumers',
  help: 'What the workers send on, by kind; not what they pass on to each other.',
  labels: ['worker', 'kind'],
})

const receivedPackets = counter({
  name: 'samsal_media_rtp_received_packets_total',
  help: 'RTP packets that came in.',
  labels: ['worker', 'kind'],
})

const receivedBytes = counter({
  name: 'samsal_media_rtp_received_bytes_total',
  help: 'RTP bytes that came in.',
  labels: ['worker', 'kind'],
})

const lostPackets = counter({
  name: 'samsal_media_rtp_lost_packets_total',
  help: 'RTP packets that were lost on their way in.',
  labels: ['worker', 'kind'],
})

const sentPackets = counter({
  name: 'samsal_media_rtp_sent_packets_total',
  help: 'RTP packets that went out, reckoned from what came in and who takes it; without repetitions.',
  labels: ['worker', 'kind'],
})

const sentBytes = counter({
  name: 'samsal_media_rtp_sent_bytes_total',
  help: 'RTP bytes that went out, reckoned from what came in and who takes it; without repetitions.',
  labels: ['worker', 'kind'],
})

/**
 * The packets of one worker. Asking each consumer would cost a message for every pair of people, so outgoing packets
 * are estimated: each incoming stream times its receivers.
 */
export class TrafficMeter {
  readonly #worker: number
  readonly #routed = new Set<Routed>()

  constructor(worker: number) {
    this.#worker = worker
    for (const kind of ['audio', 'video'] as const) {
      for (const each of [producers, consumers]) each.inc({ worker, kind }, 0)
      for (const each of [receivedPackets, receivedBytes, lostPackets, sentPackets, sentBytes]) {
        each.inc({ worker, kind }, 0)
      }
    }
  }

  watch(router: Router): void {
    const routed: Routed = new Map()
    this.#routed.add(routed)
    router.observer.once('close', () => this.#routed.delete(routed))
    router.observer.on('newtransport', (transport: Transport) => {
      const isPipe = transport.type === 'pipe'
      transport.observer.on('newproducer', (producer) => this.#addProducer(routed, producer, isPipe ? 0 : 1))
      transport.observer.on('newconsumer', (consumer) => this.#addConsumer(routed, consumer, isPipe ? 0 : 1))
    })
  }

  /** Samples each producer once. */
  async sample(): Promise<void> {
    for (const watched of [...this.#routed].flatMap((routed) => [...routed.values()])) {
      const { producer } = watched
      if (producer.closed || producer.paused) continue
      try {
        this.#count(watched, await producer.getStats())
      } catch (error) {
        // A producer that was closed meanwhile is skipped.
        if (!producer.closed) throw error
      }
    }
  }

  #addProducer(routed: Routed, producer: Producer, count: 0 | 1): void {
    const of = { worker: this.#worker, kind: producer.kind }
    routed.set(producer.id, { producer, consumers: new Set(), before: new Map() })
    producers.inc(of, count)
    producer.observer.once('close', () => {
      routed.delete(producer.id)
      producers.dec(of, count)
    })
  }

  #addConsumer(routed: Routed, consumer: Consumer, count: 0 | 1): void {
    const of = { worker: this.#worker, kind: consumer.kind }
    const taken = routed.get(consumer.producerId)?.consumers
    taken?.add(consumer)
    consumers.inc(of, count)
    consumer.observer.once('close', () => {
      taken?.delete(consumer)
      consumers.dec(of, count)
    })
  }

  #count({ producer, consumers: takers, before }: Watched, stats: ProducerStat[]): void {
    const of = { worker: this.#worker, kind: producer.kind }
    for (const stream of stats) {
      const now = { packets: stream.packetCount, bytes: stream.byteCount, lost: stream.packetsLost }
      const grown = growth(before.get(stream.ssrc) ?? NOTHING, now)
      before.set(stream.ssrc, now)
      const takerCount = [...takers].filter((taker) => takes(taker, layerOf(producer, stream))).length
      receivedPackets.inc(of, grown.packets)
      receivedBytes.inc(of, grown.bytes)
      lostPackets.inc(of, grown.lost)
      sentPackets.inc(of, grown.packets * takerCount)
      sentBytes.inc(of, grown.bytes * takerCount)
    }
  }
}

/** The increase since the last sample; a count that fell because packets arrived late counts as 0. */
export function growth(before: Counted, now: Counted): Counted {
  return {
    packets: Math.max(0, now.packets - before.packets),
    bytes: Math.max(0, now.bytes - before.bytes),
    lost: Math.max(0, now.lost - before.lost),
  }
}

type Sent = { kind: MediaKind; rtpParameters: Pick<Producer['rtpParameters'], 'encodings'> }

/** A stream's layer: its index among the encodings. */
export function layerOf({ rtpParameters }: Sent, { rid, ssrc }: Pick<ProducerStat, 'rid' | 'ssrc'>): number {
  const encodings = rtpParameters.encodings ?? []
  const place = encodings.findIndex((one) => (rid === undefined ? one.ssrc === ssrc : one.rid === rid))
  return Math.max(0, place)
}

type Taker = Pick<Consumer, 'paused' | 'producerPaused' | 'type' | 'currentLayers'>

/** Whether a consumer receives this layer. */
export function takes({ paused, producerPaused, type, currentLayers }: Taker, layer: number): boolean {
  if (paused || producerPaused) return false
  return type !== 'simulcast' || currentLayers?.spatialLayer === layer
}
