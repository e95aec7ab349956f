import { findChannel, selfOf, type LessonSnapshot } from './lesson-snapshot'
import { situationOf, type Situation } from './situation'

/** A short sound that says what has happened to somebody who does not look, or does not read. */
export type Earcon = 'entered' | 'floor' | 'trouble' | 'asked' | 'hand'

/** What a participant at home would otherwise learn only from silence. */
const TROUBLES: ReadonlySet<Situation> = new Set([
  'connection-lost',
  'media-lost',
  'media-blocked',
  'communicator-away',
] as const)

/**
 * The sound that a change calls for on this page; null for none. Participants hear that they are in, that it is their
 * turn, and that something has broken; hosts that their room is asked; those who lead that somebody asks for the floor
 * or waits at the door; interpreters that the one who speaks wants to be relieved. A classroom's screen plays none: it
 * is heard by everybody in the room.
 */
export function earconOf(before: LessonSnapshot, after: LessonSnapshot): Earcon | null {
  const role = selfOf(after)?.role
  if (role === 'participant') return earconOfParticipant(before, after)
  if (after.phase !== 'in' || before.phase !== 'in') return null
  if (role === 'host') return isNewlyAsked(before, after) ? 'asked' : null
  if (role === 'communicator') return hasNewcomer(before, after) ? 'hand' : null
  if (role === 'interpreter') return isOfferedTurn(after) && !isOfferedTurn(before) ? 'asked' : null
  return null
}

function earconOfParticipant(before: LessonSnapshot, after: LessonSnapshot): Earcon | null {
  if (after.phase !== 'in') return null
  if (before.phase !== 'in') return 'entered'
  if (selfOf(after)?.hasFloor === true && selfOf(before)?.hasFloor === false) return 'floor'
  return TROUBLES.has(situationOf(after)) && !TROUBLES.has(situationOf(before)) ? 'trouble' : null
}

/** The other interpreter of one's own channel waits to be relieved. */
function isOfferedTurn(snapshot: LessonSnapshot): boolean {
  const self = selfOf(snapshot)
  const own = findChannel(snapshot, self?.language)
  return own !== undefined && own.isOffered && own.speaking !== self?.memberId
}

function isNewlyAsked(before: LessonSnapshot, after: LessonSnapshot): boolean {
  const { question } = after.live
  return question?.isOpen === true && question.questionId !== before.live.question?.questionId
}

function hasNewcomer({ live: before }: LessonSnapshot, { live: after }: LessonSnapshot): boolean {
  const isNew = (now: readonly { memberId: string }[], then: readonly { memberId: string }[]) =>
    now !== then && now.some((one) => !then.some((other) => other.memberId === one.memberId))
  return isNew(after.hands, before.hands) || isNew(after.waitingRoom.waiting, before.waitingRoom.waiting)
}
