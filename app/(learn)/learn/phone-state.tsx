'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { HelpNumber } from '@/app/_lesson/help-number'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { SituationTime } from '@/app/_lesson/situation-time'
import { MINUTE_MS } from '@/domain/durations'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { useStuck } from '@/app/_lesson/use-stuck'
import { useWakeLock } from '@/app/_lesson/use-wake-lock'
import { useRecordingSound } from '@/app/_lesson/use-recording-sound'

/** Statuses shown in a banner, each with its image. */
const BANDS: Partial<Record<Situation, { picture: PictogramName; tone: string }>> = {
  waiting: { picture: 'clock', tone: 'bg-spruce text-snow' },
  break: { picture: 'cup', tone: 'bg-spruce text-snow' },
  'communicator-away': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  suspended: { picture: 'clock', tone: 'bg-sun-pale text-ink' },
  'connection-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-blocked': { picture: 'lock', tone: 'bg-lingon-pale text-lingon' },
  'media-unsupported': { picture: 'phone', tone: 'bg-lingon-pale text-lingon' },
}

type Props = {
  situation: Situation
  snapshot: LessonSnapshot
  /** Null before the page is hydrated. */
  client: LessonClient | null
}

/** Banners with the present status and its duration. Empty when all is well. */
export function PhoneState({ situation, snapshot, client }: Props) {
  const { t } = useTranslation('lesson')
  const band = BANDS[situation]
  useRecordingSound(snapshot.live.recording)
  const isStuck = useStuck(snapshot)
  const { lesson } = snapshot.live
  const isRunning = snapshot.phase === 'in' && lesson.phase !== 'ended' && !lesson.breakTime
  const mayFallAsleep = useWakeLock(isRunning)
  return (
    <>
      <div role="status" aria-live="polite" data-situation={situation}>
        {band && (
          <p className={`flex items-center gap-3 p-3 text-lg font-semibold ${band.tone}`}>
            <Pictogram name={band.picture} size={40} />
            {/* Time and number are below the sentence where they would leave it only a narrow column. */}
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-[1_1_11rem]">{t(`situation.${situation}`)}</span>
              <SituationTime situation={situation} snapshot={snapshot} />
              <HelpNumber situation={situation} snapshot={snapshot} />
            </span>
          </p>
        )}
      </div>
      {isStuck && (
        <p
          role="alert"
          data-stuck
          className="flex items-center gap-3 bg-lingon-pale p-3 text-lg font-semibold text-lingon"
        >
          <Pictogram name="lock" size={40} />
          <span className="min-w-0 flex-1">{t('stuck')}</span>
          <HelpNumber situation="media-blocked" snapshot={snapshot} />
        </p>
      )}
      {snapshot.awayMs !== null && (
        <div role="alert" data-away className="flex items-center gap-3 bg-sun-pale p-3 text-lg font-semibold text-ink">
          <Pictogram name="clock" size={40} />
          <span className="min-w-0 flex-1">{t('away.text', { count: Math.round(snapshot.awayMs / MINUTE_MS) })}</span>
          <button type="button" className="button min-h-14" onClick={() => client?.dismissAway()}>
            <Pictogram name="check" />
            {t('away.read')}
          </button>
        </div>
      )}
      {mayFallAsleep && (
        <p role="status" data-may-sleep className="flex items-center gap-3 bg-night p-2 text-lg text-birch">
          <Pictogram name="phone" size={28} />
          {t('away.mayFallAsleep')}
        </p>
      )}
      <div role="status" aria-live="polite">
        {snapshot.live.recording && (
          <p className="flex items-center gap-3 bg-lingon-pale p-2 font-semibold text-lingon">
            <Pictogram name="record" size={28} isSolid />
            {t('recording.notice')}
          </p>
        )}
      </div>
    </>
  )
}
