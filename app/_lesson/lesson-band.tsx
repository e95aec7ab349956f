'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { MINUTE_MS } from '@/domain/durations'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'

import { HelpNumber } from './help-number'
import { SituationTime } from './situation-time'
import { useLasting } from './use-lasting'
import { useRecordingSound } from './use-recording-sound'
import { useStuck } from './use-stuck'
import { useWakeLock } from './use-wake-lock'

/** Situations shown in the band, each with its image. */
const SITUATIONS: Partial<Record<Situation, { picture: PictogramName; tone: string }>> = {
  waiting: { picture: 'clock', tone: 'bg-spruce text-snow' },
  break: { picture: 'cup', tone: 'bg-spruce text-snow' },
  'communicator-away': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  suspended: { picture: 'clock', tone: 'bg-sun-pale text-ink' },
  'connection-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-blocked': { picture: 'lock', tone: 'bg-lingon-pale text-ink' },
  'media-unsupported': { picture: 'phone', tone: 'bg-lingon-pale text-ink' },
}

/** A recording that has just begun is told in the band for this long; a mark stays. */
const RECORDING_TOLD_MS = 6_000

/** What the band says; one at a time, so that it takes no more room than it must. */
export type Band = 'stuck' | 'situation' | 'away' | 'recording' | 'may-sleep'

type Asked = { situation: Situation; snapshot: LessonSnapshot; keepsRecording?: boolean }

/** The band's most important message; null when all is well. `keepsRecording` where nothing else says that it runs. */
export function useBand({ situation, snapshot, keepsRecording = false }: Asked): Band | null {
  const { lesson, recording } = snapshot.live
  useRecordingSound(recording)
  const isStuck = useStuck(snapshot)
  const isRunning = snapshot.phase === 'in' && lesson.phase !== 'ended' && !lesson.breakTime
  const mayFallAsleep = useWakeLock(isRunning)
  const isTold = useLasting(recording !== null, RECORDING_TOLD_MS) && !keepsRecording
  if (isStuck) return 'stuck'
  if (SITUATIONS[situation]) return 'situation'
  if (snapshot.awayMs !== null) return 'away'
  if (recording && !isTold) return 'recording'
  return mayFallAsleep ? 'may-sleep' : null
}

type Props = {
  band: Band | null
  situation: Situation
  snapshot: LessonSnapshot
  /** Null before the page is hydrated. */
  client: LessonClient | null
}

/** One line above the page with the present status and its duration. Empty when all is well. */
export function LessonBand({ band, situation, snapshot, client }: Props) {
  const { t } = useTranslation('lesson')
  const shown = SITUATIONS[situation]
  return (
    <>
      <div role="status" aria-live="polite" data-situation={situation}>
        {band === 'situation' && shown && (
          <Line picture={shown.picture} tone={shown.tone}>
            {/* Time and number are below the sentence where they would leave it only a narrow column. */}
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-[1_1_11rem]">{t(`situation.${situation}`)}</span>
              <SituationTime situation={situation} snapshot={snapshot} />
              <HelpNumber situation={situation} snapshot={snapshot} />
            </span>
          </Line>
        )}
      </div>
      {band === 'stuck' && (
        <div role="alert" data-stuck>
          <Line picture="lock" tone="bg-lingon-pale text-ink">
            <span className="min-w-0 flex-1">{t('stuck')}</span>
            <HelpNumber situation="media-blocked" snapshot={snapshot} />
          </Line>
        </div>
      )}
      {band === 'away' && snapshot.awayMs !== null && (
        <div role="alert" data-away>
          <Line picture="clock" tone="bg-sun-pale text-ink">
            <span className="min-w-0 flex-1">{t('away.text', { count: Math.round(snapshot.awayMs / MINUTE_MS) })}</span>
            <button type="button" className="button min-h-14" onClick={() => client?.dismissAway()}>
              <Pictogram name="check" />
              {t('away.read')}
            </button>
          </Line>
        </div>
      )}
      {band === 'may-sleep' && (
        <div role="status" data-may-sleep>
          <Line picture="phone" tone="bg-night text-birch">
            {t('away.mayFallAsleep')}
          </Line>
        </div>
      )}
      <div role="status" aria-live="polite" className={band === 'recording' ? '' : 'sr-only'}>
        {snapshot.live.recording && (
          <Line picture="record" tone="bg-lingon-pale text-ink">
            {t('recording.notice')}
          </Line>
        )}
      </div>
    </>
  )
}

function Line({ picture, tone, children }: { picture: PictogramName; tone: string; children: React.ReactNode }) {
  return (
    <div
      className={`flex min-h-11 items-center gap-3 px-3.5 py-2 text-[1.125rem] leading-tight font-semibold sideways:py-0.5 sideways:text-base sideways:leading-tight ${tone}`}
    >
      <Pictogram name={picture} size={28} isSolid={picture === 'record'} />
      {children}
    </div>
  )
}
