import { NODE_CLASSROOMS_MAX, type NodeLesson } from '@/protocol/media-node'

import type { Peer } from './peer'

type Described = {
  lessonId: string
  phase: NodeLesson['phase']
  peers: readonly Peer[]
  load: { packetsPerSecond: number; branches: number }
}

/** A lesson for operators: towns and connections, without names. */
export function describeLesson({ lessonId, phase, peers, load }: Described): NodeLesson {
  const quality: NodeLesson['quality'] = [0, 0, 0, 0]
  for (const peer of peers) {
    const bars = peer.media?.quality ?? null
    if (bars !== null) quality[bars] = (quality[bars] ?? 0) + 1
  }
  return {
    ...{ lessonId, phase, quality },
    endpoints: peers.length,
    packetsPerSecond: Math.round(load.packetsPerSecond),
    branches: load.branches,
    classrooms: peers
      .filter((peer) => peer.role === 'classroom')
      .slice(0, NODE_CLASSROOMS_MAX)
      .map((peer) => ({
        town: peer.ticket.town ?? '',
        isConnected: peer.connection !== undefined && (peer.media?.isUp ?? false),
        quality: peer.media?.quality ?? null,
      })),
  }
}
