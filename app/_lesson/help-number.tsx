import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'

const TROUBLES: readonly Situation[] = [
  'connection-lost',
  'media-lost',
  'media-blocked',
  'media-unsupported',
  'refused',
]

/** In trouble, the number by which whoever helps finds this page in the logs. It says nothing of who she is. */
export function HelpNumber({ situation, snapshot }: { situation: Situation; snapshot: LessonSnapshot }) {
  const { ticketNumber } = snapshot
  if (ticketNumber === null || !TROUBLES.includes(situation)) return null
  return (
    <bdi className="font-mono font-normal" data-help-number>
      {ticketNumber}
    </bdi>
  )
}
