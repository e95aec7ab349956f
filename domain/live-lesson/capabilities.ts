import type { ErrorCode } from '../error-codes'
import { isTeaching, type LessonPermission, type LessonRole } from './roles'
import type { LiveState } from './state'
import { CAPABILITIES, type Capability, type MediaSource, type MemberId } from './vocabulary'

/** The asking member, as their ticket describes them. */
export type Self = { memberId: MemberId; role: LessonRole; permissions: readonly LessonPermission[] }

type Refusal = Extract<ErrorCode, 'lesson.not-allowed' | 'lesson.chat-off' | 'lesson.not-live' | 'lesson.not-heard'>
/** Null when it is allowed. */
type Rule = (self: Self, state: LiveState) => Refusal | null

const needs =
  (permission: LessonPermission): Rule =>
  ({ permissions }) =>
    permissions.includes(permission) ? null : 'lesson.not-allowed'

const onlyIf =
  (isAllowed: (self: Self, state: LiveState) => boolean): Rule =>
  (self, state) =>
    isAllowed(self, state) ? null : 'lesson.not-allowed'

/** Who may do what, and the reason if not. The media server enforces this table, and pages render from its result. */
const RULES: Readonly<Record<Capability, Rule>> = {
  'lead-lesson': needs('lesson.run'),
  'show-slides': needs('slides.show'),
  'raise-hand': needs('hand.raise'),
  'raise-hand-for': needs('hand.raise-for'),
  'mute-classroom': needs('classroom.mute'),
  react: needs('reaction.send'),
  'answer-question': needs('question.answer'),
  'count-hands': needs('question.count'),
  'write-chat': (self, state) =>
    needs('chat.write')(self, state) ?? (state.chat.mode === 'off' ? 'lesson.chat-off' : null),
  'choose-channel': onlyIf(({ role }) => role !== 'visitor'),
  'speak-in-channel': needs('channel.speak'),
  'visit-groups': onlyIf(({ role }) => isTeaching(role) || role === 'interpreter'),
  'call-for-help': onlyIf(({ memberId }, { groups }) => groups?.members[memberId] !== undefined),
  'start-recording': (self, state) =>
    needs('recording.run')(self, state) ?? (state.lesson.phase === 'live' ? null : 'lesson.not-live'),
  'stop-recording': needs('recording.run'),
  'send-camera': onlyIf((self, state) => maySend(self, 'camera', state)),
  'send-microphone': onlyIf((self, state) => maySend(self, 'microphone', state)),
  'send-screen-share': onlyIf((self, state) => maySend(self, 'screen-share', state)),
  'send-screen-share-sound': onlyIf((self, state) => maySend(self, 'screen-share-sound', state)),
  'send-channel': onlyIf((self, state) => maySend(self, 'channel', state)),
}

/** Why somebody may not do something now; null when they may. */
export function refusalOf(capability: Capability, self: Self, state: LiveState): Refusal | null {
  return RULES[capability](self, state)
}

/**
 * Everything somebody may do now. Equal results are the same array, so that views can be compared by reference and
 * serialised once.
 */
export function capabilitiesOf(self: Self, state: LiveState): Capability[] {
  // A bit mask, because this runs for every viewer after every event.
  let bits = 0
  for (const [index, capability] of CAPABILITIES.entries()) {
    if (RULES[capability](self, state) === null) bits |= 1 << index
  }
  const known = SETS.get(bits)
  if (known) return known
  const allowed = CAPABILITIES.filter((_, index) => (bits & (1 << index)) !== 0)
  SETS.set(bits, allowed)
  return allowed
}
const SETS = new Map<number, Capability[]>()

/** Whether those who lead a lesson can go on with it: it was ended before its planned end, and not long ago. */
export function canGoOn({ lesson }: Pick<LiveState, 'lesson'>, nowMs: number): boolean {
  const { phase, canGoOnUntilMs } = lesson
  return phase === 'ended' && canGoOnUntilMs !== null && nowMs <= canGoOnUntilMs
}

/** Whether a member's microphone is off for everybody: by those who lead, or by the host of their classroom. */
export function isMutedIn({ muted, selfMuted }: LiveState, memberId: MemberId): boolean {
  return muted.includes(memberId) || selfMuted.includes(memberId)
}

/**
 * Why somebody cannot take over speaking in their channel; null when they can. `isHeard`: packets of their microphone
 * arrive. Nobody else does relieve the voice that listeners hear.
 */
export function takeoverRefusalOf(self: Self & { isHeard: boolean }, state: LiveState): Refusal | null {
  return refusalOf('speak-in-channel', self, state) ?? (self.isHeard ? null : 'lesson.not-heard')
}

/** Whether somebody may remove a member: a substitute with an invitation cannot take the lesson from its staff. */
export function mayRemove(self: Self & { isInvited: boolean }, other: Self & { isInvited: boolean }): boolean {
  if (!self.permissions.includes('lesson.run') || other.memberId === self.memberId) return false
  return !(self.isInvited && !other.isInvited && other.permissions.includes('lesson.run'))
}

/**
 * Communicators, guests and classrooms may always send, participants while they have the floor or are in a small group,
 * interpreters only into their channel. Nobody may send once the lesson has ended.
 */
function maySend({ memberId, permissions }: Self, source: MediaSource, state: LiveState): boolean {
  const may = (permission: LessonPermission) => permissions.includes(permission)
  if (state.lesson.phase === 'ended') return false
  if (source === 'channel') return may('channel.speak')
  if (source === 'screen-share' || source === 'screen-share-sound') return may('screen-share.send')
  if (source === 'camera' && (!may('camera.send') || state.camerasStopped.includes(memberId))) return false
  if (may('media.send') || may('media.send-to-hub')) return true
  const isInGroup = state.groups?.members[memberId] !== undefined
  return may('media.send-with-floor') && (state.floor.includes(memberId) || isInGroup)
}
