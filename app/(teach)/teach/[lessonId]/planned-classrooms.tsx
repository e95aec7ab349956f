'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { roomsOf } from './planned-rooms'

type Props = { snapshot: LessonSnapshot; planned: readonly string[] }

/** Before the lesson: which of its classrooms are here, and which are still to come. */
export function PlannedClassrooms({ snapshot, planned }: Props) {
  const { t } = useTranslation('teach')
  const here = snapshot.peers.filter((peer) => peer.role === 'classroom')
  const rooms = roomsOf(here, planned)
  if (rooms.length === 0) return null
  return (
    <section aria-label={t('classrooms.title')}>
      <ul className="flex flex-wrap gap-2">
        {rooms.map(({ memberId, displayName }, at) => {
          const isHere = memberId !== null
          return (
            <li
              key={memberId ?? `awaited ${at}`}
              data-here={isHere}
              className={`flex min-h-11 items-center gap-2 rounded-full border-2 px-4 ${isHere ? 'border-moss bg-moss-pale font-semibold text-moss' : 'border-dashed border-slate text-slate'}`}
            >
              <Pictogram name={isHere ? 'check' : 'screen'} size={22} />
              <bdi translate="no">{displayName}</bdi>
              <span className="sr-only">{isHere ? t('classrooms.here') : t('classrooms.awaited')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
