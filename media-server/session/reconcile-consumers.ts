import { MEDIA_SOURCES, type MediaSource } from '@/protocol/client-messages'

import type { LiveState } from './live/live-state'
import type { Peer } from './peer'
import { canReceive, firstLayer } from './visibility'

type Wanted = Map<string, { from: Peer; source: MediaSource }>
type Scene = { senders: readonly Peer[]; state: LiveState }

/**
 * Makes the viewer's consumers what they should be: one for each producer that she may receive. New ones start paused
 * and flow when her browser says it is ready; those that travel with the join (`isSilent`) flow at once if she is in.
 */
export async function reconcileConsumers(
  viewer: Peer,
  scene: Scene,
  options: { isSilent: boolean } = { isSilent: false },
): Promise<void> {
  const { media } = viewer
  if (!media || viewer.isClosed) return
  const wanted = wantedProducers(viewer, scene)
  for (const [consumerId, producerId] of viewer.consumers) {
    const isAlive = media.consumers.some((one) => one.consumerId === consumerId)
    if (isAlive && wanted.delete(producerId)) continue
    viewer.consumers.delete(consumerId)
    media.closeConsumer(consumerId)
    viewer.send('consumer:removed', { consumerId })
  }
  const added = await Promise.all(
    [...wanted].map(([producerId, { from, source }]) =>
      media.consume({
        from: { peerId: from.peerId, source, producerId },
        rtpCapabilities: viewer.device.rtpCapabilities,
        isReady: options.isSilent && viewer.isEntered,
        spatialLayer: firstLayer(viewer.seen, source),
      }),
    ),
  )
  for (const info of added) {
    if (!info) continue
    viewer.consumers.set(info.consumerId, info.producerId)
    if (!options.isSilent) viewer.send('consumer:added', info)
  }
}

function wantedProducers(viewer: Peer, { senders, state }: Scene): Wanted {
  const wanted: Wanted = new Map()
  const seen = viewer.seen
  for (const from of senders) {
    const sender = from.seen
    for (const source of MEDIA_SOURCES) {
      const producerId = from.media?.producerIdOf(source)
      if (producerId === undefined || !canReceive(seen, { sender, source }, state)) continue
      wanted.set(producerId, { from, source })
    }
  }
  return wanted
}
