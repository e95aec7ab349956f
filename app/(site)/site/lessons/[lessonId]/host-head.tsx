'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { HelpNumber } from '@/app/_lesson/help-number'
import { SituationTime } from '@/app/_lesson/situation-time'
import { useNow } from '@/app/_lesson/use-now'
import { MINUTE_MS } from '@/domain/durations'
import { situationOf } from '@/lesson-client/state/situation'

import type { HostLesson } from './host-lesson'

type Props = { town: string; when: ReactNode; lesson: HostLesson | null }

/** The town, and how the lesson stands. */
export function HostHead({ town, when, lesson }: Props) {
  const { t } = useTranslation('site')
  return (
    <header data-region="head" className="flex min-h-15 items-center gap-3 bg-spruce px-4 py-1 text-snow">
      <div className="min-w-0 flex-1 leading-[1.2]">
        <h1 className="truncate text-lg leading-[1.2] font-bold">
          <bdi translate="no">{town}</bdi>
        </h1>
        {lesson ? <State lesson={lesson} /> : <p className="truncate text-base leading-[1.2]">{when}</p>}
      </div>
      {lesson?.snapshot.live.recording && (
        <p className="flex max-w-28 items-center gap-2 text-base leading-tight font-bold">
          <span className="size-3 shrink-0 rounded-full bg-lingon-light" />
          {t('lesson:recording.on')}
        </p>
      )}
    </header>
  )
}

function State({ lesson: { client, snapshot } }: { lesson: HostLesson }) {
  const { t } = useTranslation('site')
  const now = useNow()
  const situation = situationOf(snapshot)
  const { liveAtMs } = snapshot.live.lesson
  const isOver = snapshot.closed !== null || situation === 'ended'
  const isIn = client !== null && snapshot.phase === 'in'
  const minutes =
    liveAtMs === null || now === null
      ? null
      : Math.max(0, Math.floor((now + snapshot.clockOffsetMs - liveAtMs) / MINUTE_MS))
  return (
    <p
      role="status"
      aria-live="polite"
      data-situation={situation}
      className="flex flex-wrap items-center gap-x-2 text-base leading-[1.25]"
    >
      {isOver ? (
        t('live.over')
      ) : !isIn ? (
        t('lesson:situation.connecting')
      ) : situation === 'live' ? (
        <>
          <span className="size-2.5 shrink-0 rounded-full bg-sun" />
          <span>{t('common:live')}</span>
          {minutes !== null && <span aria-hidden="true">{`· ${t('live.minutes', { minutes })}`}</span>}
        </>
      ) : (
        <>
          <span>{t(`lesson:situation.${situation}`)}</span> <SituationTime situation={situation} snapshot={snapshot} />
          <HelpNumber situation={situation} snapshot={snapshot} />
        </>
      )}
    </p>
  )
}
