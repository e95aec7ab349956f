'use client'

import { useTranslation } from 'react-i18next'

import { formatLength, formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { HelpNumber } from '@/app/_lesson/help-number'
import { SignalBars } from '@/app/_lesson/signal-bars'
import { useNow } from '@/app/_lesson/use-now'
import { MINUTE_MS } from '@/domain/durations'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

type Props = {
  lesson: MyLesson
  snapshot: LessonSnapshot
  situation: Situation
  onSheet: (sheet: 'devices' | 'keys') => void
}

const LINE_QUALITY = { good: 3, poor: 2, bad: 1 } as const

/** What is on, the time against the plan or what is wrong, who is here, and how good this page's own line is. */
export function CockpitHead({ lesson, snapshot, situation, onSheet }: Props) {
  const { t } = useTranslation('teach')
  const { phase } = snapshot.live.lesson
  const isLive = phase === 'live'
  const isTroubled = situation === 'connection-lost' || situation.startsWith('media-')
  const theme = lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName
  return (
    <header data-region="head" className={`ck-head ${isTroubled ? 'is-troubled' : ''}`}>
      <div className="ck-what">
        <p role="status" className={`ck-live ${isLive ? '' : 'is-waiting'}`}>
          <i aria-hidden="true" />
          <span>{isLive ? t('common:live') : t('notLive')}</span>
        </p>
        <h1>{theme}</h1>
      </div>
      <div>
        <p
          role="status"
          aria-live="polite"
          data-situation={situation}
          className={isTroubled ? 'ck-trouble' : 'sr-only'}
        >
          {isTroubled && (
            <>
              <Pictogram name="signal-lost" />
              <span>{t(`lesson:situation.${situation}`)}</span>
              {snapshot.lostAtMs !== null && <bdi translate="no">{formatTime(snapshot.lostAtMs)}</bdi>}
              <HelpNumber situation={situation} snapshot={snapshot} />
            </>
          )}
        </p>
        <Clock lesson={lesson} snapshot={snapshot} isHidden={isTroubled} />
      </div>
      <div className="ck-end">
        {snapshot.live.recording?.problem === null && (
          <p role="status" className="font-bold text-lingon-light">
            <Pictogram name="record" isSolid />
            <span className="is-label">{t('lesson:recording.on')}</span>
          </p>
        )}
        <Present snapshot={snapshot} />
        <span>
          <SignalBars quality={qualityOf(snapshot)} label={t(`classrooms.quality.${qualityOf(snapshot)}`)} size={22} />
        </span>
        <button type="button" data-control="devices" aria-label={t('devices.title')} onClick={() => onSheet('devices')}>
          <Pictogram name="sound" />
        </button>
        <button type="button" data-control="keys" aria-label={t('keys.title')} onClick={() => onSheet('keys')}>
          <Pictogram name="keys" />
        </button>
      </div>
    </header>
  )
}

function qualityOf({ connection, media, meter }: LessonSnapshot): 0 | 1 | 2 | 3 {
  if (connection !== 'up' || media !== 'up') return 0
  return LINE_QUALITY[meter.level]
}

/** Everybody in the classrooms and at home. */
function Present({ snapshot: { peers } }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const classrooms = peers.filter((peer) => peer.role === 'classroom')
  const homes = peers.filter((peer) => peer.role === 'participant').length
  const all = classrooms.reduce((sum, peer) => sum + (peer.headcount ?? 0), homes)
  return (
    <p>
      <Pictogram name="people" />
      <bdi translate="no">{all}</bdi>
      <span className="is-label ck-mist">{t('head.present', { classrooms: classrooms.length, homes })}</span>
    </p>
  )
}

type ClockProps = { lesson: MyLesson; snapshot: LessonSnapshot; isHidden: boolean }

/** The time that the lesson has lasted, and what is left of it: as numbers, and as a line below the head. */
function Clock({ lesson, snapshot, isHidden }: ClockProps) {
  const { t } = useTranslation('teach')
  const now = useNow()
  const { liveAtMs, breakTime } = snapshot.live.lesson
  if (liveAtMs === null || now === null) return null
  const serverNow = now + snapshot.clockOffsetMs
  const leftMs = lesson.endsAtMs - serverNow
  const shareOf = (atMs: number) =>
    Math.min(1, Math.max(0, (atMs - lesson.startsAtMs) / (lesson.endsAtMs - lesson.startsAtMs)))
  const isOver = leftMs <= 0
  return (
    <>
      {!isHidden && (
        <p className="ck-time">
          <b>
            <bdi translate="no">{formatLength(serverNow - liveAtMs)}</bdi>
          </b>
          {isOver ? (
            <span className="is-over">
              <bdi translate="no">{formatLength(-leftMs)}</bdi> {t('overTime')}
            </span>
          ) : (
            <span>
              {t('left')} <Left leftMs={leftMs} />
            </span>
          )}
          <span className="is-ends">
            {t('endsAt')} <bdi translate="no">{formatTime(lesson.endsAtMs)}</bdi>
          </span>
        </p>
      )}
      <div className={`ck-line ${isOver ? 'is-over' : ''}`} aria-hidden="true">
        <i style={{ width: `${shareOf(serverNow) * 100}%` }} />
        {breakTime && <u style={{ insetInlineStart: `${shareOf(breakTime.sinceMs) * 100}%` }} />}
      </div>
    </>
  )
}

/** In whole minutes, so that nothing in the head moves every second but the clock. */
function Left({ leftMs }: { leftMs: number }) {
  const { t } = useTranslation('teach')
  const all = Math.ceil(leftMs / MINUTE_MS)
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  return (
    <bdi translate="no">{hours > 0 ? t('head.hours', { hours, minutes }) : t('break.minutes', { count: minutes })}</bdi>
  )
}
