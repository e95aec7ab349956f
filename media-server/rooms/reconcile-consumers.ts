import { MEDIA_SOURCES, type MediaSource } from '@/protocol/client-messages'

import type { Peer } from './peer'
import { canReceive, firstLayer } from './visibility'

type Wanted = Map<string, { from: Peer; source: MediaSource }>

/**
 * Makes the viewer's consumers what they should be: one for each producer that she may receive. New ones start paused
 * and flow when her browser says it is ready; those that travel with the join (`isSilent`) flow at once if she is in.
 */
export async function reconcileConsumers(
  viewer: Peer,
  senders: readonly Peer[],
  options: { isSilent: boolean } = { isSilent: false },
): Promise<void> {
  const { media } = viewer
  if (!media || viewer.isClosed) return
  const wanted = wantedProducers(viewer, senders)
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
        paused: !(options.isSilent && viewer.isEntered),
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

function wantedProducers(viewer: Peer, senders: readonly Peer[]): Wanted {
  const wanted: Wanted = new Map()
  for (const from of senders) {
    if (!canReceive(viewer.seen, from.seen)) continue
    for (const source of MEDIA_SOURCES) {
      const producerId = from.media?.producerIdOf(source)
      if (producerId !== undefined) wanted.set(producerId, { from, source })
    }
  }
  return wanted
}
