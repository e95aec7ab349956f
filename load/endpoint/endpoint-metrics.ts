import type { ReceivedStream, StreamKind } from './received-stream'

/** Steps of a join, each in ms since it started. */
export const JOIN_PHASES = ['socket', 'welcome', 'ice', 'dtls', 'firstVoice', 'firstFrame'] as const
export type JoinPhase = (typeof JOIN_PHASES)[number]
export type JoinTimes = Partial<Record<JoinPhase, number>>

/** Statistics of one kind of media that an endpoint received. */
export type ReceivedKind = {
  streams: number
  packets: number
  bytes: number
  lost: number
  repaired: number
  reordered: number
  duplicates: number
  frames: number
  freezes: number
  frozenMs: number
}

/**
 * A connection resumed its peer; a client joined as a new peer, as after the media server's death; a worker died and
 * its media was rebuilt.
 */
export const WAYS_BACK = ['resumed', 'joinedAnew', 'rebuilt'] as const

/** One reconnect. Times are in ms since the connection was restored, or since the media server or worker died. */
export type Reconnect = {
  how: (typeof WAYS_BACK)[number]
  brokeAtMs: number
  mediaMs: number
  /** First audio and first picture on new streams; null where the old ones continued, or none arrived. */
  voiceMs: number | null
  frameMs: number | null
}

export function sumStreams(streams: readonly ReceivedStream[], kind: StreamKind): ReceivedKind {
  const sum = nothingReceived()
  for (const stream of streams) {
    if (stream.kind !== kind) continue
    const { received, lost, repaired, reordered, duplicates } = stream.tracker.counts
    sum.streams += received > 0 ? 1 : 0
    sum.packets += received
    sum.bytes += stream.bytes
    sum.lost += lost
    sum.repaired += repaired
    sum.reordered += reordered
    sum.duplicates += duplicates
    sum.frames += stream.frames
    sum.freezes += stream.freezes
    sum.frozenMs += stream.frozenMs
  }
  return sum
}

export function nothingReceived(): ReceivedKind {
  return {
    ...{ streams: 0, packets: 0, bytes: 0, lost: 0, repaired: 0, reordered: 0, duplicates: 0 },
    ...{ frames: 0, freezes: 0, frozenMs: 0 },
  }
}
