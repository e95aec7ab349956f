'use client'

import { useTranslation } from 'react-i18next'

import { formatLength, formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { SignedOut } from '@/app/_lesson/signed-out'
import { HelpNumber } from '@/app/_lesson/help-number'
import type { Situation } from '@/lesson-client/state/situation'
import { useNow } from '@/app/_lesson/use-now'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

type Props = { lesson: MyLesson; client: LessonClient; snapshot: LessonSnapshot; situation: Situation }

const PROLONG_MINUTES = 5

/** The present status, and the time against the plan. */
export function CockpitBar({ lesson, client, snapshot, situation }: Props) {
  const { t } = useTranslation('teach')
  const now = useNow()
  const { phase, liveAtMs, breakTime } = snapshot.live.lesson
  const isTroubled = situation === 'connection-lost' || situation.startsWith('media-')
  const serverNow = (now ?? 0) + snapshot.clockOffsetMs
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-1 bg-night px-4 py-2">
      <h1 className="text-lg font-bold">
        {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
      </h1>
      <p
        className={`rounded-lg px-3 py-1 font-bold ${phase === 'live' ? 'bg-sun text-ink' : 'bg-slate text-snow'}`}
        role="status"
      >
        {phase === 'live' ? t('common:live') : t('notLive')}
      </p>
      {liveAtMs !== null && now !== null && (
        <Clock lesson={lesson} liveForMs={serverNow - liveAtMs} leftMs={lesson.endsAtMs - serverNow} />
      )}
      {breakTime && now !== null && (
        <p role="status" className="flex items-center gap-2 rounded-lg bg-sun-pale px-3 py-1 font-bold text-ink">
          <Pictogram name="cup" />
          {t('break.now')}
          <bdi className="tabular-nums">
            {breakTime.untilMs === null
              ? formatLength(serverNow - breakTime.sinceMs)
              : formatLength(breakTime.untilMs - serverNow)}
          </bdi>
          <button
            type="button"
            data-control="break-prolong"
            className="button min-h-11"
            onClick={() => void client.act('break:prolong', { minutes: PROLONG_MINUTES })}
          >
            {t('break.prolong', { count: PROLONG_MINUTES })}
          </button>
          <button
            type="button"
            data-control="break-end"
            className="button min-h-11"
            onClick={() => void client.act('break:end', {})}
          >
            {t('break.end')}
          </button>
        </p>
      )}
      <div role="status">
        {snapshot.live.recording?.problem === null && (
          <p className="flex items-center gap-2 font-bold text-sun">
            <Pictogram name="record" isSolid />
            {t('lesson:recording.on')}
          </p>
        )}
      </div>
      <SignedOut snapshot={snapshot} />
      <p
        role="status"
        aria-live="polite"
        data-situation={situation}
        className="ms-auto flex items-center gap-2 rounded-lg bg-sun px-3 py-1 font-semibold text-ink empty:hidden"
      >
        {isTroubled && (
          <>
            <Pictogram name="signal-lost" />
            {t(`lesson:situation.${situation}`)}
            <HelpNumber situation={situation} snapshot={snapshot} />
          </>
        )}
      </p>
    </header>
  )
}

type ClockProps = { lesson: MyLesson; liveForMs: number; leftMs: number }

/** Elapsed time of the lesson, and the remaining planned time: as numbers, and as a bar. */
function Clock({ lesson, liveForMs, leftMs }: ClockProps) {
  const { t } = useTranslation('teach')
  const plannedMs = lesson.endsAtMs - lesson.startsAtMs
  const share = Math.min(1, Math.max(0, 1 - leftMs / plannedMs))
  return (
    <div className="flex flex-col gap-1">
      <p className="tabular-nums">
        <bdi>{formatLength(liveForMs)}</bdi> · {t('endsAt')} <bdi>{formatTime(lesson.endsAtMs)}</bdi>
        {leftMs > 0 ? (
          <>
            {' '}
            · {t('left')} <bdi>{formatLength(leftMs)}</bdi>
          </>
        ) : (
          <span className="ms-2 font-bold text-sun">{t('overTime')}</span>
        )}
      </p>
      <div className="h-1.5 w-full overflow-hidden rounded-full bg-slate" aria-hidden="true">
        <div className={`h-full ${leftMs > 0 ? 'bg-birch' : 'bg-sun'}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
