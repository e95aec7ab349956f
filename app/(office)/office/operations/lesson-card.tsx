import Link from 'next/link'
import { useTranslation } from 'react-i18next'

import { Facts } from '@/app/(office)/_kit/page-frame'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { SignalBars } from '@/app/_lesson/signal-bars'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import type { WatchedLesson } from '@/protocol/operations'

import { whole } from './figures'

const REACTIONS: Readonly<Record<WatchedLesson['phase'] | 'moving', { picture: PictogramName; tone: string }>> = {
  waiting: { picture: 'clock', tone: 'bg-birch text-slate' },
  live: { picture: 'check', tone: 'bg-moss-pale text-moss' },
  ended: { picture: 'stop', tone: 'bg-birch text-slate' },
  moving: { picture: 'warning', tone: 'bg-lingon-pale text-lingon' },
}
/** Best first, in reading order. */
const QUALITIES = [3, 2, 1, 0] as const

/** A lesson as it is now: its communicator, how many are in it, their network quality, and each classroom. */
export function LessonCard({ lesson }: { lesson: WatchedLesson }) {
  const { t } = useTranslation('office')
  const languageName = useLanguageName()
  const state = lesson.isMoving ? 'moving' : lesson.phase
  const { picture, tone } = REACTIONS[state]
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border border-bark p-4" data-lesson={state}>
      <h3 className="text-lg font-bold break-words">
        <Link className="link inline-flex min-h-11 items-center" href={`/office/lessons/${lesson.lessonId}`}>
          <bdi>{lesson.groupName}</bdi>
        </Link>
      </h3>
      <p className={`flex items-center gap-3 rounded-lg p-3 font-semibold ${tone}`}>
        <Pictogram name={picture} />
        {t(`operations.phase.${state}`)}
      </p>
      <Facts
        facts={[
          [t('field.language'), languageName(lesson.language)],
          [t('groups.communicator'), <bdi key="who">{lesson.communicatorName}</bdi>],
          [t('groups.host'), <bdi key="host">{lesson.hostName}</bdi>],
          [t('operations.endpoints'), <Figure key="endpoints" value={lesson.endpoints} />],
          [t('operations.packets'), <Figure key="packets" value={lesson.packetsPerSecond} />],
          [t('operations.branches'), <Figure key="branches" value={lesson.branches} />],
          [
            t('operations.onNode'),
            <bdi key="node" dir="ltr" className="break-all">
              {lesson.nodeId}
            </bdi>,
          ],
        ]}
      />
      <Lines quality={lesson.quality} />
      <Classrooms classrooms={lesson.classrooms} />
    </li>
  )
}

function Figure({ value }: { value: number }) {
  return <span className="tabular-nums">{whole(value)}</span>
}

function Lines({ quality }: { quality: WatchedLesson['quality'] }) {
  const { t } = useTranslation('office')
  const most = Math.max(1, ...quality)
  return (
    <div className="flex flex-col gap-1">
      <h4 className="font-semibold">{t('operations.lines')}</h4>
      <ul>
        {QUALITIES.map((bars) => (
          <li key={bars} className="grid grid-cols-[1.25rem_6.5rem_1.5rem_1fr] items-center gap-2">
            <SignalBars quality={bars} />
            <span>{t(`operations.quality.${bars}`)}</span>
            <span className="text-end font-semibold tabular-nums">{quality[bars]}</span>
            <span aria-hidden="true" className="h-3 overflow-hidden rounded bg-birch">
              <span
                className={`block h-full ${bars > 1 ? 'bg-moss' : bars === 1 ? 'bg-sun' : 'bg-lingon'}`}
                style={{ inlineSize: `${(quality[bars] / most) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Classrooms({ classrooms }: { classrooms: WatchedLesson['classrooms'] }) {
  const { t } = useTranslation('office')
  const sorted = classrooms.toSorted((one, other) => one.town.localeCompare(other.town, 'sv'))
  return (
    <div className="flex flex-col gap-1">
      <h4 className="font-semibold">{t('operations.classrooms')}</h4>
      {classrooms.length === 0 && <p>{t('operations.noClassrooms')}</p>}
      <ul className="flex flex-col gap-1">
        {sorted.map(({ town, isConnected, quality }, index) => (
          // Two classrooms in one town have no other name.
          <li
            key={`${town} ${index}`}
            data-classroom={town}
            className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-3 py-2 ${isConnected ? 'bg-birch' : 'bg-lingon-pale'}`}
          >
            <bdi className="min-w-0 grow font-semibold break-words">{town === '' ? t('operations.noTown') : town}</bdi>
            {isConnected ? (
              <span className="inline-flex items-center gap-2">
                <SignalBars quality={quality ?? 0} />
                {quality === null ? t('operations.silent') : t(`operations.quality.${quality}`)}
              </span>
            ) : (
              <span className="inline-flex items-center gap-2 font-semibold text-lingon">
                <Pictogram name="signal-lost" size={20} />
                {t('operations.away')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
