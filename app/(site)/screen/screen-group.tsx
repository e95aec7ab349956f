'use client'

import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useNow } from '@/app/_lesson/use-now'

/** While the classroom is a small group: a note that it is one, and for how long. */
export function ScreenGroup({ snapshot }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('screen')
  const now = useNow()
  const { groups } = snapshot.live
  if (!groups) return null
  return (
    <p
      role="status"
      className="absolute inset-x-0 top-0 z-10 flex items-center gap-[2vh] bg-fjord p-[2vh] font-bold text-snow"
      style={{ fontSize: '4.5vh', lineHeight: 1.3 }}
    >
      <Pictogram name="groups" className="size-[8vh]" />
      <span className="flex-1">{t(groups.mine === null ? 'lesson:groups.wait' : 'lesson:groups.inGroup')}</span>
      {groups.endsAtMs !== null && now !== null && (
        <bdi className="tabular-nums">{formatLength(groups.endsAtMs - now - snapshot.clockOffsetMs)}</bdi>
      )}
    </p>
  )
}
