import type { ErrorCode } from '../error-codes'
import type { LiveEvent, Member } from './events'
import type { LessonRole } from './roles'
import type { LiveState } from './state'

type Candidate = { memberId: string; role: LessonRole }

/** Why somebody may not enter now, or null when they may. A locked lesson admits classrooms, hosts and staff. */
export function admissionRefusalOf(
  { memberId, role }: Candidate,
  { removed, isLocked, known }: Pick<LiveState, 'removed' | 'isLocked' | 'known'>,
): Extract<ErrorCode, 'lesson.removed' | 'lesson.locked'> | null {
  if (removed.includes(memberId)) return 'lesson.removed'
  const isGuarded = role === 'participant' || role === 'visitor'
  return isLocked && isGuarded && !known.includes(memberId) ? 'lesson.locked' : null
}

type Entering = {
  member: Member
  role: LessonRole
  channelLanguage: string | null
  forbidsRecording: boolean
  atMs: number
}

/** What changes in the lesson when a member enters it. */
export function eventsOfEntering({ member, role, channelLanguage, forbidsRecording, atMs }: Entering): LiveEvent[] {
  const { memberId, displayName } = member
  const events: LiveEvent[] = [{ type: 'member-entered', memberId, atMs }]
  // A hand raised by a classroom carries the name of somebody in it.
  if (role !== 'classroom') events.push({ type: 'member-named', memberId, displayName })
  if (role === 'participant') events.push({ type: 'member-returned', memberId, atMs })
  if (channelLanguage !== null) events.push({ type: 'channel-joined', language: channelLanguage, memberId })
  if (forbidsRecording) events.push({ type: 'recording-set', recording: null })
  return events
}

type Leaving = { member: Member; role: LessonRole; isEntered: boolean; isInterpreting: boolean; atMs: number }

/** What changes in the lesson when the last connection of a member is gone. */
export function eventsOfLeaving({ member, role, isEntered, isInterpreting, atMs }: Leaving): LiveEvent[] {
  const { memberId, displayName } = member
  // Nobody could give the floor to somebody who is not here.
  const events: LiveEvent[] = [{ type: 'hand-lowered', memberId }]
  if (role === 'classroom' && isEntered) {
    events.push({ type: 'classroom-left', classroom: { memberId, displayName, atMs } })
  }
  if (role === 'participant' && isEntered) events.push({ type: 'member-away', memberId, atMs })
  if (role === 'visitor') events.push({ type: 'visitor-left', memberId })
  if (isInterpreting) events.push({ type: 'channel-left', memberId })
  return events
}
