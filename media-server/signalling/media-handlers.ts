import { layerCap } from '@/domain/live-lesson/subscriptions'
import { DomainError } from '@/domain/domain-error'
import type { ClientMessage } from '@/protocol/client-messages'
import type { ReplyData } from '@/protocol/replies'

import type { Peer } from '../session/peer'
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

/** Messages about a peer's own entry and media. */
export const MEDIA_HANDLERS: { [Name in MediaMessage]: Handler<Name> } = {
  'lesson:enter': async ({ lesson, peer }) => {
    await lesson.enter(peer)
    return DONE
  },

  'transport:connect': async ({ peer }, { direction, dtlsParameters }) => {
    await mediaOf(peer).connect(direction, dtlsParameters)
    peer.setDevice({ dtlsParameters })
    return DONE
  },

  'transport:restart-ice': async ({ peer }, { direction }) => {
    return { iceParameters: await mediaOf(peer).restartIce(direction) }
  },

  'producer:create': async ({ media, peer }, { source, rtpParameters }) => {
    peer.assertEntered()
    return { producerId: await media.produce(peer, source, rtpParameters) }
  },

  'producer:pause': async ({ media, peer }, { source, paused }) => {
    await media.pause(peer, source, paused)
    return DONE
  },

  'producer:close': async ({ media, peer }, { source }) => {
    media.stop(peer, source)
    return DONE
  },

  'consumer:resume': async ({ peer }, { consumerId }) => {
    if (peer.isEntered) await mediaOf(peer).resumeConsumer(consumerId)
    return DONE
  },

  'consumer:prefer-layer': async ({ media, peer }, { consumerId, spatialLayer }) => {
    await mediaOf(peer).preferLayer(consumerId, spatialLayer)
    media.layers.review()
    return DONE
  },

  'view:set': async ({ media, peer }, { mode, isHidden }) => {
    peer.setDevice({ mode, isHidden })
    await peer.media?.setHidden(isHidden)
    await peer.media?.setLayerCap(layerCap(mode))
    await media.reconcile(peer)
    return DONE
  },
}

function mediaOf(peer: Peer): PeerMedia {
  if (!peer.media) throw new DomainError('lesson.media-unavailable')
  return peer.media
}
