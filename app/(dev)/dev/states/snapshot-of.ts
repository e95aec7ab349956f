import { reduce } from '@/domain/live-lesson/reduce'
import { NEW_LIVE_STATE, type LiveState } from '@/domain/live-lesson/state'
import { canKnowOf, canReceive, type Seen } from '@/domain/live-lesson/subscriptions'
import { viewFor } from '@/domain/live-lesson/view-for'
import { VIDEO_SOURCES, type MediaSource } from '@/domain/live-lesson/vocabulary'
import {
  FIRST_SNAPSHOT,
  type LessonSnapshot,
  type RemoteTrack,
  type Sending,
} from '@/lesson-client/state/lesson-snapshot'
import type { PeerState } from '@/protocol/server-messages'

import { MEMBERS, SELF, type ExampleMember, type MemberName, type Moment } from './example-lesson'
import type { StateName } from './state-example'
import { STATES } from './states'
import type { Surface } from './surfaces'

type Drawn = { surface: Surface; state: StateName; moment: Moment; goesOn?: boolean }
/** A picture or silence in place of a member's media. */
export type TrackOf = (sender: ExampleMember, source: MediaSource) => MediaStreamTrack

/**
 * The snapshot of a surface in a state: the state's events, reduced, and viewed by the surface's user with the same
 * rules as on the media server.
 */
export function snapshotOf({ surface, state, moment, goesOn = false }: Drawn, trackOf: TrackOf): LessonSnapshot {
  const example = STATES[state]
  const absent = example.absent ?? []
  const names: MemberName[] = ['communicator', 'bjurholm', 'vannas', 'host', 'saba', 'mehret', 'nour']
  const present = [...new Set([...names, SELF[surface], ...(example.present ?? [])])].filter(
    (name) => name === SELF[surface] || !absent.includes(name),
  )
  const happened = [...(example.events?.(moment) ?? []), ...((goesOn && example.next?.(moment)) || [])]
  const live = happened.reduce(reduce, NEW_LIVE_STATE)
  const page = example.page?.(moment, surface) ?? {}
  const sends = (name: MemberName) => example.sends?.[name] ?? MEMBERS[name].sends
  const self = seenAs(SELF[surface], { mode: page.mode, sends: sends(SELF[surface]) })
  const others = present.map((name) => seenAs(name, { sends: sends(name) }))
  const isKnown = page.phase !== 'connecting'
  const first: LessonSnapshot = {
    ...FIRST_SNAPSHOT,
    phase: self.role === 'visitor' ? 'pre-join' : 'in',
    connection: 'up',
    media: 'up',
    selfId: self.peerId,
    ticketNumber: '4f7a-91c2',
    peers: others
      .filter((other) => canKnowOf(self, other, live))
      .map((other) => ({ ...peerState(other, live), ...example.peers?.[other.name] })),
    seq: live.seq,
    live: viewFor(live, { ...self, classroom: () => MEMBERS.bjurholm.memberId }),
    tracks: isKnown ? tracksFor(self, { others, live }, trackOf) : [],
    sending: sendingOf(self, live, trackOf),
    meter: { ...FIRST_SNAPSHOT.meter, bytes: 12_400_000 },
  }
  return isKnown ? { ...first, ...page } : { ...FIRST_SNAPSHOT, ...page }
}

type Placed = Seen & ExampleMember & { name: MemberName }

function seenAs(name: MemberName, { mode = 'everything', sends }: Partial<Seen> & Pick<Placed, 'sends'>): Placed {
  const member: ExampleMember = MEMBERS[name]
  return { ...member, name, sends, isEntered: member.role !== 'visitor', mode }
}

function peerState(member: Placed, { floor }: LiveState): PeerState {
  const { peerId, memberId, role, displayName, town, language, headcount } = member
  const hasFloor = floor.includes(memberId)
  const quality = member.sends.length > 0 ? 3 : null
  return {
    ...{ peerId, memberId, role, displayName, town, language, headcount, hasFloor, quality },
    isMediaUp: role !== 'host',
    isConnected: true,
    isHeard: member.sends.some((source) => source === 'microphone' || source === 'channel'),
    isSharing: member.sends.includes('screen-share'),
  }
}

type Around = { others: readonly Placed[]; live: LiveState }

/** The media that the page receives; members who only speak have no picture. */
function tracksFor(self: Placed, { others, live }: Around, trackOf: TrackOf): RemoteTrack[] {
  return others.flatMap((sender) =>
    sender.sends
      .filter((source) => canReceive(self, { sender, source }, live) && isSending({ sender, source }, live))
      .map((source) => ({
        consumerId: `${sender.name}-${source}`,
        producerId: `${sender.name}-${source}`,
        peerId: sender.peerId,
        source,
        track: trackOf(sender, source),
        isPaused: false,
      })),
  )
}

/** Participants send with the floor or in a group, interpreters while their channel sounds. */
function isSending({ sender, source }: { sender: Placed; source: MediaSource }, live: LiveState): boolean {
  const { role, memberId } = sender
  if (source === 'channel') return live.channels.sounding.includes(memberId)
  return role !== 'participant' || live.floor.includes(memberId) || live.groups?.members[memberId] !== undefined
}

function sendingOf(self: Placed, live: LiveState, trackOf: TrackOf): LessonSnapshot['sending'] {
  const sources = self.sends.filter((source) => isSending({ sender: self, source }, live))
  const sent = sources.map((source): [MediaSource, Sending] => [
    source,
    { track: trackOf(self, source), isMuted: false },
  ])
  return Object.fromEntries(sent)
}

/** Whether a source is video. */
export function isPicture(source: MediaSource): boolean {
  return VIDEO_SOURCES.includes(source)
}
