import { isTeaching } from './roles'
import type { LiveState } from './state'
import { channelOf, type Viewer } from './view-for'
import { VIDEO_SOURCES, type MediaSource, type ViewMode } from './vocabulary'

export type Seen = Viewer & {
  peerId: string
  isEntered: boolean
  mode: ViewMode
  /** The language that an interpreter speaks into her channel. */
  channelLanguage: string | null
}

/** What somebody sends. */
export type Sent = { sender: Seen; source: MediaSource }

/** Who hears and sees what of whom. Whoever may receive something may also know of its sender. */
export function canReceive(viewer: Seen, { sender, source }: Sent, state: LiveState): boolean {
  if (viewer.role === 'check') return viewer.peerId === sender.peerId
  if (viewer.peerId === sender.peerId || viewer.role === 'visitor' || viewer.role === 'host') return false
  if (!wants(viewer, { sender, source })) return false
  if (source === 'channel') return hearsChannel(viewer, sender, state)
  if (state.groups) return hearsInGroups(viewer, { sender, source }, state)
  if (isTeaching(sender.role) || state.floor.includes(sender.memberId)) return true
  return sender.role === 'classroom' && viewer.role === 'communicator'
}

/** Whom a viewer is told of at all: the communicator of all, the others of those they may see. Nobody sees the lobby. */
export function canKnowOf(viewer: Seen, other: Seen, state: LiveState): boolean {
  if (viewer.peerId === other.peerId) return true
  if (!other.isEntered || viewer.role === 'visitor' || viewer.role === 'check') return false
  if (viewer.role === 'communicator' || isTeaching(other.role)) return true
  if (state.floor.includes(other.memberId)) return true
  if (other.role === 'interpreter') return viewer.role === 'interpreter' || hearsChannel(viewer, other, state)
  const group = groupOf(viewer, state)
  return group !== null && group === groupOf(other, state)
}

/** The largest layer that a mode receives. */
export function layerCap(mode: ViewMode): number {
  return mode === 'small' ? 0 : 2
}

/** Layer that a viewer's screen needs at first; the slide may ask for another. */
export function firstLayer(viewer: Seen, source: MediaSource): number {
  if (source !== 'camera') return 0
  return viewer.role === 'classroom' ? 2 : 1
}

/** What a mode receives: voice alone, the voice and those who teach, or everything. */
function wants(viewer: Seen, { sender, source }: Sent): boolean {
  if (!VIDEO_SOURCES.includes(source) || viewer.mode === 'everything') return true
  if (viewer.mode === 'audio') return false
  return isTeaching(sender.role)
}

function hearsChannel(viewer: Seen, sender: Seen, state: LiveState): boolean {
  const language = sender.channelLanguage
  if (language === null || state.channels.interpreters[language]?.[0] !== sender.memberId) return false
  // One loudspeaker for all: what the interpreter says is said to everybody.
  return state.channels.mode === 'consecutive' || channelOf(state, viewer) === language
}

function hearsInGroups(viewer: Seen, { sender, source }: Sent, state: LiveState): boolean {
  const group = groupOf(viewer, state)
  if (group !== null && group === groupOf(sender, state)) return true
  // She who leads looks into every classroom without listening to it.
  if (viewer.role === 'communicator') return sender.role === 'classroom' && source === 'camera'
  // Whoever came too late for a group stays with those who teach.
  return group === null && isTeaching(sender.role) && groupOf(sender, state) === null
}

function groupOf(seen: Seen, { groups }: LiveState): number | null {
  if (!groups) return null
  return groups.members[seen.memberId]?.group ?? groups.visiting[seen.memberId] ?? null
}
