import { isTeaching } from './roles'
import type { LiveState } from './state'
import { channelOf, type Viewer } from './view-for'
import { VIDEO_SOURCES, type MediaSource, type ViewMode } from './vocabulary'

export type Seen = Viewer & {
  peerId: string
  isEntered: boolean
  mode: ViewMode
  /** The language of an interpreter's channel. */
  channelLanguage: string | null
}

/** A source that a member sends. */
export type Sent = { sender: Seen; source: MediaSource }

/** Whether a viewer receives a source. A viewer who receives a sender may also know of them. */
export function canReceive(viewer: Seen, { sender, source }: Sent, state: LiveState): boolean {
  if (viewer.role === 'check') return viewer.peerId === sender.peerId
  if (viewer.peerId === sender.peerId || viewer.role === 'visitor' || viewer.role === 'host') return false
  if (!wants(viewer, { sender, source })) return false
  if (source === 'channel') return hearsChannel(viewer, sender, state)
  if (state.groups) return hearsInGroups(viewer, { sender, source }, state)
  if (isTeaching(sender.role) || state.floor.includes(sender.memberId)) return true
  return sender.role === 'classroom' && viewer.role === 'communicator'
}

/**
 * Whether a viewer may know of a peer: communicators know of everybody, others of those they may see. Nobody knows of
 * peers that have not entered.
 */
export function canKnowOf(viewer: Seen, other: Seen, state: LiveState): boolean {
  if (viewer.peerId === other.peerId) return true
  if (!other.isEntered || viewer.role === 'visitor' || viewer.role === 'check') return false
  if (viewer.role === 'communicator' || isTeaching(other.role)) return true
  if (state.floor.includes(other.memberId)) return true
  if (other.role === 'interpreter') return viewer.role === 'interpreter' || hearsChannel(viewer, other, state)
  const group = groupOf(viewer, state)
  return group !== null && group === groupOf(other, state)
}

/** The largest layer that a view mode receives. */
export function layerCap(mode: ViewMode): number {
  return mode === 'small' ? 0 : 2
}

/** The layer that a viewer's screen needs at first; its page may request another. */
export function firstLayer(viewer: Seen, source: MediaSource): number {
  if (source !== 'camera') return 0
  return viewer.role === 'classroom' ? 2 : 1
}

/** Whether a view mode includes a source: audio only, audio and those who teach, or everything. */
function wants(viewer: Seen, { sender, source }: Sent): boolean {
  if (!VIDEO_SOURCES.includes(source) || viewer.mode === 'everything') return true
  if (viewer.mode === 'audio') return false
  return isTeaching(sender.role)
}

function hearsChannel(viewer: Seen, sender: Seen, state: LiveState): boolean {
  const language = sender.channelLanguage
  if (language === null || state.channels.interpreters[language]?.[0] !== sender.memberId) return false
  // Interpreters of one channel relieve each other, and hear whom they relieve.
  if (viewer.role === 'interpreter' && viewer.channelLanguage === language) return true
  // The classroom has one loudspeaker, so everybody hears the interpreter.
  return state.channels.mode === 'consecutive' || channelOf(state, viewer) === language
}

function hearsInGroups(viewer: Seen, { sender, source }: Sent, state: LiveState): boolean {
  const group = groupOf(viewer, state)
  if (group !== null && group === groupOf(sender, state)) return true
  // The communicator sees every classroom without hearing it.
  if (viewer.role === 'communicator') return sender.role === 'classroom' && source === 'camera'
  // A member who is in no group, such as a latecomer, receives those who teach.
  return group === null && isTeaching(sender.role) && groupOf(sender, state) === null
}

function groupOf(seen: Seen, { groups }: LiveState): number | null {
  if (!groups) return null
  return groups.members[seen.memberId]?.group ?? groups.visiting[seen.memberId] ?? null
}
