import { VIDEO_SOURCES, type MediaSource } from '@/domain/live-lesson/vocabulary'

import type { PeerMedia } from '../sfu/peer-media'
import { RECORDED_LAYER } from '../sfu/recording-tap'
import type { Peer } from './peer'

/** A layer that nobody wants any more is sent a moment longer, so that looking away and back costs nothing. */
const LIMIT_AFTER_MS = 2_000

type Scene = { peers: readonly Peer[]; recordedPicture: string | undefined }
type Picture = { media: PeerMedia; peer: Peer; source: MediaSource; producerId: string }

/** Sends each sender the largest layer of their pictures that any receiver wants. */
export class LayerLimits {
  readonly #scene: () => Scene
  #lowering: NodeJS.Timeout | undefined
  #reviewing: NodeJS.Immediate | undefined

  constructor(scene: () => Scene) {
    this.#scene = scene
  }

  /** An increase is sent immediately, a decrease a moment later. */
  review(isLowering = false): void {
    const wanted = this.#wantedLayers()
    for (const sent of this.#pictures()) {
      const next = wanted.get(sent.producerId) ?? null
      const before = sent.media.limitOf(sent.source)
      if (next === before) continue
      if (isLowering || rank(next) > rank(before)) limit(sent, next)
      else this.#lowerSoon()
    }
  }

  /** Reviews once for all changes of this turn of the event loop. */
  reviewSoon(): void {
    this.#reviewing ??= setImmediate(() => {
      this.#reviewing = undefined
      this.review()
    })
  }

  /** For a sender who has missed messages. */
  sendAgain(peer: Peer): void {
    for (const source of VIDEO_SOURCES) {
      if (peer.media?.producerIdOf(source) === undefined) continue
      peer.send('producer:limited', { source, spatialLayer: peer.media.limitOf(source) })
    }
  }

  close(): void {
    clearTimeout(this.#lowering)
    clearImmediate(this.#reviewing)
  }

  #lowerSoon(): void {
    this.#lowering ??= setTimeout(() => {
      this.#lowering = undefined
      this.review(true)
    }, LIMIT_AFTER_MS).unref()
  }

  #wantedLayers(): Map<string, number> {
    const { peers, recordedPicture } = this.#scene()
    const wanted = new Map<string, number>()
    if (recordedPicture !== undefined) wanted.set(recordedPicture, RECORDED_LAYER)
    for (const viewer of peers) {
      if (!viewer.isEntered) continue
      for (const { producerId, layer } of viewer.media?.wantedLayers ?? []) {
        wanted.set(producerId, Math.max(layer, wanted.get(producerId) ?? 0))
      }
    }
    return wanted
  }

  #pictures(): Picture[] {
    return this.#scene().peers.flatMap((peer) =>
      VIDEO_SOURCES.flatMap((source) => {
        const { media } = peer
        const producerId = media?.producerIdOf(source)
        return !media || producerId === undefined ? [] : [{ media, peer, source, producerId }]
      }),
    )
  }
}

function limit({ media, peer, source }: Picture, layer: number | null): void {
  media.setLimit(source, layer)
  peer.send('producer:limited', { source, spatialLayer: layer })
}

/** Below the lowest layer nothing is sent at all. */
function rank(layer: number | null): number {
  return layer ?? -1
}
