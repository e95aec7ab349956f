'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { troubleOf } from '@/lesson-client/local-media/local-source'
import { HelpNumber } from '@/app/_lesson/help-number'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { SituationTime } from '@/app/_lesson/situation-time'
import { useStuck } from '@/app/_lesson/use-stuck'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'

const PICTURES: Partial<Record<Situation, PictogramName>> = {
  connecting: 'signal',
  waiting: 'clock',
  break: 'cup',
  'communicator-away': 'signal-lost',
  suspended: 'clock',
  'connection-lost': 'signal-lost',
  'media-lost': 'signal-lost',
  'media-blocked': 'lock',
  'media-unsupported': 'screen',
}

type Props = { situation: Situation; snapshot: LessonSnapshot }

/** Full-width banners over the picture. */
export function ScreenBand({ situation, snapshot }: Props) {
  const { t } = useTranslation('screen')
  const picture = PICTURES[situation]
  const isStuck = useStuck(snapshot)
  const voice = useVoiceTrouble(snapshot)
  const camera = troubleOf(snapshot.devices.camera)
  const problems = [
    ...(voice ? [{ source: 'microphone', problem: voice } as const] : []),
    ...(camera ? [{ source: 'camera', problem: camera } as const] : []),
  ]
  return (
    <div className="absolute inset-x-0 bottom-0 z-10" role="status" aria-live="polite" data-situation={situation}>
      {isStuck && (
        <Band picture="lock" tone="bg-lingon-pale text-lingon">
          <span className="flex-1">{t('lesson:stuck')}</span>
          <HelpNumber situation="media-blocked" snapshot={snapshot} />
        </Band>
      )}
      {problems.map(({ source, problem }) => (
        <Band key={source} picture={`${source}-off`} tone="bg-lingon-pale text-lingon">
          {t(`lesson:device.${source}.${problem}`)}
        </Band>
      ))}
      {snapshot.live.recording && (
        <Band picture="record" tone="bg-lingon-pale text-lingon">
          {t('lesson:recording.on')}
        </Band>
      )}
      {picture && (
        <Band picture={picture} tone="bg-sun-pale text-ink">
          <span className="flex-1">{t(`lesson:situation.${situation}`)}</span>
          <SituationTime situation={situation} snapshot={snapshot} />
          <HelpNumber situation={situation} snapshot={snapshot} />
        </Band>
      )}
    </div>
  )
}

function Band({ picture, tone, children }: { picture: PictogramName; tone: string; children: React.ReactNode }) {
  return (
    <p
      className={`flex items-center gap-[2vh] p-[2vh] font-bold ${tone}`}
      style={{ fontSize: '4.5vh', lineHeight: 1.3 }}
    >
      <Pictogram name={picture} className="size-[8vh]" />
      {children}
    </p>
  )
}
