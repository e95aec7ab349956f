import type { LiveState } from '@/domain/live-lesson/state'
import { canReceive, firstLayer } from '@/domain/live-lesson/subscriptions'
import { MEDIA_SOURCES, type MediaSource } from '@/domain/live-lesson/vocabulary'

import type { Peer } from './peer'

type Wanted = Map<string, { from: Peer; source: MediaSource }>
type Scene = { peers: readonly Peer[]; state: LiveState }

/** Keeps each viewer's consumers up to date: one for each producer that they may receive. */
export class ConsumerSync {
  readonly #scene: () => Scene
  /** By viewer, the consumers that their browser knows, with their producers. */
  readonly #sent = new WeakMap<Peer, Map<string, string>>()

  constructor(scene: () => Scene) {
    this.#scene = scene
  }

  /** New consumers start paused and are resumed when the browser is ready. */
  async reconcile(viewer: Peer): Promise<void> {
    for (const consumer of await this.#change(viewer, { isReady: false })) viewer.send('consumer:added', consumer)
  }

  /** For new transports: consumers sent with them flow immediately if the viewer has entered. */
  async begin(viewer: Peer): Promise<void> {
    this.#sent.delete(viewer)
    await this.#change(viewer, { isReady: viewer.isEntered })
  }

  async #change(viewer: Peer, { isReady }: { isReady: boolean }) {
    const { media } = viewer
    if (!media || viewer.isClosed) return []
    const sent = this.#sent.get(viewer) ?? new Map<string, string>()
    this.#sent.set(viewer, sent)
    const wanted = this.#wantedBy(viewer)
    for (const [consumerId, producerId] of sent) {
      const isAlive = media.consumers.some((one) => one.consumerId === consumerId)
      if (isAlive && wanted.delete(producerId)) continue
      sent.delete(consumerId)
      media.closeConsumer(consumerId)
      viewer.send('consumer:removed', { consumerId })
    }
    const made = await Promise.all(
      [...wanted].map(([producerId, { from, source }]) =>
        media.consume({
          from: { peerId: from.peerId, source, producerId },
          rtpCapabilities: viewer.device.rtpCapabilities,
          isReady,
          spatialLayer: firstLayer(viewer.seen, source),
        }),
      ),
    )
    const added = made.flatMap((consumer) => consumer ?? [])
    for (const { consumerId, producerId } of added) sent.set(consumerId, producerId)
    return added
  }

  #wantedBy(viewer: Peer): Wanted {
    const { peers, state } = this.#scene()
    const wanted: Wanted = new Map()
    const seen = viewer.seen
    for (const from of peers) {
      const sender = from.seen
      for (const source of MEDIA_SOURCES) {
        const producerId = from.media?.producerIdOf(source)
        if (producerId === undefined || !canReceive(seen, { sender, source }, state)) continue
        wanted.set(producerId, { from, source })
      }
    }
    return wanted
  }
}
