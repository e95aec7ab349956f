'use client'

import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useNow } from '@/app/_lesson/use-now'

import { ClassroomTile } from './classroom-tile'
import { TownPulse } from './town-pulse'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

/** The classrooms, and the participants at home as one more. */
export function Towns({ client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const now = useNow(5_000)
  const { live, peers, tracks, clockOffsetMs } = snapshot
  const classrooms = peers
    .filter((peer) => peer.role === 'classroom')
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'sv'))
  const homes = peers.filter((peer) => peer.role === 'participant')
  const serverNow = now === null ? null : now + clockOffsetMs
  return (
    <section aria-label={t('classrooms.title')} className="flex min-h-0 flex-col gap-3 overflow-y-auto">
      <h2 className="text-lg font-bold">{t('classrooms.title')}</h2>
      {classrooms.length === 0 && <p className="text-bark">{t('classrooms.none')}</p>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3">
        {classrooms.map((peer) => (
          <ClassroomTile
            key={peer.peerId}
            peer={peer}
            client={client}
            picture={tracks.find((one) => one.peerId === peer.peerId && one.source === 'camera' && !one.isPaused)}
            live={live}
            isSpeaking={snapshot.speaker === peer.memberId}
            hasHost={peers.some((one) => one.role === 'host' && one.town === peer.town)}
            nowMs={serverNow}
          />
        ))}
        {live.departed.map((classroom) => (
          <li
            key={classroom.memberId}
            className="flex flex-col gap-1 rounded-card border-2 border-dashed border-slate p-3 text-bark"
          >
            <p className="flex items-center gap-2 text-lg font-bold">
              <Pictogram name="leave" />
              <bdi>{classroom.displayName}</bdi>
            </p>
            <p>
              {t('classrooms.left')} <bdi>{formatTime(classroom.atMs)}</bdi>
            </p>
          </li>
        ))}
        {homes.length > 0 && (
          <li className="flex flex-col gap-2 rounded-card border-2 border-slate bg-night p-3">
            <p className="text-lg font-bold">{t('homes.title')}</p>
            <p>{t('homes.people', { count: homes.length })}</p>
            <TownPulse reactions={live.reactions.filter((reaction) => reaction.town === '')} nowMs={serverNow} />
          </li>
        )}
      </ul>
    </section>
  )
}
