import type { PictogramName } from '@/app/_components/pictogram'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { isMuted, voiceStandingOf } from '@/lesson-client/state/voice-standing'

/** What the foot of the screen says; `plain` is the communicator and the theme, when there is nothing else to say. */
export type FootMessage =
  | { is: 'stuck' }
  | { is: 'situation'; situation: SpokenSituation }
  | { is: 'groups'; isWaiting: boolean }
  | { is: 'device'; source: 'microphone' | 'camera' }
  | { is: 'floor'; isMuted: boolean }
  | { is: 'hand'; name: string }
  | { is: 'question'; isOpen: boolean }
  | { is: 'recording' }
  | { is: 'plain' }

/** The situations of a lesson that the foot puts into words; the others have a page of their own, or nothing to say. */
export type SpokenSituation = keyof typeof SITUATION_PICTURES

export const SITUATION_PICTURES = {
  connecting: 'signal',
  waiting: 'clock',
  break: 'cup',
  'communicator-away': 'signal-lost',
  suspended: 'clock',
  'connection-lost': 'signal-lost',
  'media-lost': 'signal-lost',
  'media-blocked': 'lock',
  'media-unsupported': 'screen',
} as const satisfies Partial<Record<Situation, PictogramName>>

const isSpoken = (situation: Situation): situation is SpokenSituation => situation in SITUATION_PICTURES

type Known = { situation: Situation; isStuck: boolean; troubled: readonly ('microphone' | 'camera')[] }

/** The strongest of everything that the screen could say: only one message stands in the foot. */
export function footMessageOf(snapshot: LessonSnapshot, { situation, isStuck, troubled }: Known): FootMessage {
  const { live } = snapshot
  const self = selfOf(snapshot)
  const hand = live.hands.find((one) => one.memberId === self?.memberId)
  if (isStuck) return { is: 'stuck' }
  if (isSpoken(situation)) return { is: 'situation', situation }
  if (live.question) return { is: 'question', isOpen: live.question.isOpen }
  if (troubled.includes('microphone')) return { is: 'device', source: 'microphone' }
  if (live.groups) return { is: 'groups', isWaiting: live.groups.mine === null }
  if (self?.hasFloor === true) return { is: 'floor', isMuted: isMuted(voiceStandingOf(snapshot)) }
  if (hand) return { is: 'hand', name: hand.displayName }
  // A classroom can have no camera for a whole lesson, which must not hide what happens in it.
  if (troubled.includes('camera')) return { is: 'device', source: 'camera' }
  return live.recording ? { is: 'recording' } : { is: 'plain' }
}
