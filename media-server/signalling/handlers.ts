import { DomainError } from '@/domain/domain-error'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import type { ReplyData } from '@/protocol/replies'

import type { Peer } from '../rooms/peer'
import type { Room } from '../rooms/room'
import type { PeerMedia } from '../sfu/peer-media'

export type Context = { room: Room; peer: Peer }
type Handler<Name extends ClientMessageName> = (
  context: Context,
  message: ClientMessage<Name>,
) => Promise<ReplyData<Name>>

/** What each message does. Who may send it is decided by the ticket, which `peer` carries. */
export const HANDLERS: { [Name in ClientMessageName]: Handler<Name> } = {
  'room:enter': async ({ room, peer }) => {
    await room.enter(peer)
    return {}
  },

  'transport:connect': async ({ peer }, { direction, dtlsParameters }) => {
    await mediaOf(peer).connect(direction, dtlsParameters)
    peer.device = { ...peer.device, dtlsParameters }
    return {}
  },

  'transport:restart-ice': async ({ peer }, { direction }) => {
    return { iceParameters: await mediaOf(peer).restartIce(direction) }
  },

  'producer:create': async ({ room, peer }, { source, rtpParameters }) => {
    peer.assertEntered()
    assertMaySend(peer)
    const producerId = await peer.inTurn(async () => {
      assertMaySend(peer)
      const media = mediaOf(peer)
      const made = await media.produce(source, rtpParameters)
      // The floor may have gone while it was made.
      if (maySend(peer)) return made
      media.stopProducing(source)
      throw new DomainError('lesson.not-allowed')
    })
    room.reconcileAll()
    return { producerId }
  },

  'producer:pause': async ({ peer }, { source, paused }) => {
    await mediaOf(peer).pauseProducing(source, paused)
    return {}
  },

  'producer:close': async ({ room, peer }, { source }) => {
    mediaOf(peer).stopProducing(source)
    room.reconcileAll()
    return {}
  },

  'consumer:resume': async ({ peer }, { consumerId }) => {
    if (peer.isEntered) await mediaOf(peer).resumeConsumer(consumerId)
    return {}
  },

  'consumer:prefer-layer': async ({ peer }, { consumerId, spatialLayer }) => {
    await mediaOf(peer).preferLayer(consumerId, spatialLayer)
    return {}
  },

  'hand:set': async ({ room, peer }, { raised }) => {
    peer.assertMay('hand.raise')
    peer.assertEntered()
    if (raised && peer.hasFloor) return {}
    peer.handRaisedAtMs = raised ? (peer.handRaisedAtMs ?? Date.now()) : null
    room.announce(peer)
    return {}
  },

  'floor:set': async ({ room, peer }, { peerId, given }) => {
    const isOwnFloor = peerId === peer.peerId && !given
    if (!isOwnFloor) peer.assertMay('lesson.run')
    const other = room.getPeer(peerId)
    other.assertEntered()
    if (other.claims.role !== 'communicator') await room.setFloor(other, given)
    return {}
  },

  'lesson:start': async ({ room, peer }) => {
    peer.assertMay('lesson.run')
    peer.assertEntered()
    await room.setPhase('live')
    return {}
  },

  'lesson:end': async ({ room, peer }) => {
    peer.assertMay('lesson.run')
    if (room.lesson.phase === 'waiting') throw new DomainError('lesson.not-live')
    await room.setPhase('ended')
    return {}
  },
}

function mediaOf(peer: Peer): PeerMedia {
  if (!peer.media) throw new DomainError('lesson.media-unavailable')
  return peer.media
}

/** Communicators and rooms send when they like, participants only while they have the floor. */
function maySend(peer: Peer): boolean {
  const { permissions } = peer.claims
  if (permissions.includes('media.send') || permissions.includes('media.send-to-hub')) return true
  return permissions.includes('media.send-with-floor') && peer.hasFloor
}

function assertMaySend(peer: Peer): void {
  if (!maySend(peer)) throw new DomainError('lesson.not-allowed')
}
