'use client'

import { formatLength } from '@/app/_components/dates'

import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { situationClock } from '@/lesson-client/state/situation-clock'
import { useNow } from './use-now'

/** How long a situation has lasted, or how long a break still lasts. */
export function SituationTime({ situation, snapshot }: { situation: Situation; snapshot: LessonSnapshot }) {
  const now = useNow()
  const clock = situationClock(situation, snapshot)
  if (!clock || now === null) return null
  return (
    <bdi translate="no" aria-hidden="true" className="tabular-nums">
      {formatLength('fromMs' in clock ? now - clock.fromMs : clock.untilMs - now)}
    </bdi>
  )
}
