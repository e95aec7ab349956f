import { DomainError } from '@/domain/domain-error'
import type { ClientMessage } from '@/protocol/client-messages'
import type { ReplyData } from '@/protocol/replies'

import type { Peer } from '../session/peer'
import { layerCap } from '../session/visibility'
import type { PeerMedia } from '../sfu/peer-media'
import type { Context } from './context'

type MediaMessage =
  | 'lesson:enter'
  | 'transport:connect'
  | 'transport:restart-ice'
  | 'producer:create'
  | 'producer:pause'
  | 'producer:close'
  | 'consumer:resume'
  | 'consumer:prefer-layer'
  | 'view:set'

type Handler<Name extends MediaMessage> = (context: Context, message: ClientMessage<Name>) => Promise<ReplyData<Name>>

const DONE: Record<string, never> = {}

/** A peer's own place, its sound and its picture. */
export const MEDIA_HANDLERS: { [Name in MediaMessage]: Handler<Name> } = {
  'lesson:enter': async ({ session, peer }) => {
    await session.enter(peer)
    return DONE
  },

  'transport:connect': async ({ peer }, { direction, dtlsParameters }) => {
    await mediaOf(peer).connect(direction, dtlsParameters)
    peer.device = { ...peer.device, dtlsParameters }
    return DONE
  },

  'transport:restart-ice': async ({ peer }, { direction }) => {
    return { iceParameters: await mediaOf(peer).restartIce(direction) }
  },

  'producer:create': async ({ session, peer }, { source, rtpParameters }) => {
    peer.assertEntered()
    return { producerId: await session.media.produce(peer, source, rtpParameters) }
  },

  'producer:pause': async ({ session, peer }, { source, paused }) => {
    await session.media.pause(peer, source, paused)
    return DONE
  },

  'producer:close': async ({ session, peer }, { source }) => {
    session.media.stop(peer, source)
    return DONE
  },

  'consumer:resume': async ({ peer }, { consumerId }) => {
    if (peer.isEntered) await mediaOf(peer).resumeConsumer(consumerId)
    return DONE
  },

  'consumer:prefer-layer': async ({ session, peer }, { consumerId, spatialLayer }) => {
    await mediaOf(peer).preferLayer(consumerId, spatialLayer)
    session.media.reviewLayers()
    return DONE
  },

  'view:set': async ({ session, peer }, { mode, isHidden }) => {
    peer.device = { ...peer.device, mode, isHidden }
    await peer.media?.setHidden(isHidden)
    await peer.media?.setLayerCap(layerCap(mode))
    await session.media.reconcile(peer)
    return DONE
  },
}

function mediaOf(peer: Peer): PeerMedia {
  if (!peer.media) throw new DomainError('lesson.media-unavailable')
  return peer.media
}
