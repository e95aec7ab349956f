import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'

const TROUBLES: readonly Situation[] = [
  'connection-lost',
  'media-lost',
  'media-blocked',
  'media-unsupported',
  'refused',
]

/**
 * When something is wrong, the number by which support finds this page in the logs. It says nothing about the person.
 */
export function HelpNumber({ situation, snapshot }: { situation: Situation; snapshot: LessonSnapshot }) {
  const { ticketNumber } = snapshot
  if (ticketNumber === null || !TROUBLES.includes(situation)) return null
  return (
    <bdi translate="no" className="font-mono font-normal" data-help-number>
      {ticketNumber}
    </bdi>
  )
}
