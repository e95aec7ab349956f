'use client'

import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { Situation } from '@/app/_room/situation'
import { useNow } from '@/app/_room/use-now'

/** Situations that a band tells of, each with its picture. */
const BANDS: Partial<Record<Situation, { picture: PictogramName; tone: string }>> = {
  waiting: { picture: 'clock', tone: 'bg-spruce text-snow' },
  'communicator-away': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'line-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-lost': { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  'media-blocked': { picture: 'lock', tone: 'bg-lingon-pale text-lingon' },
  'media-unsupported': { picture: 'phone', tone: 'bg-lingon-pale text-lingon' },
}

/** One band that says what is going on, and for how long. Empty when all is well. */
export function PhoneState({ situation, lostAtMs }: { situation: Situation; lostAtMs: number | null }) {
  const { t } = useTranslation('lesson')
  const now = useNow()
  const band = BANDS[situation]
  return (
    <div role="status" aria-live="polite" data-situation={situation}>
      {band && (
        <p className={`flex items-center gap-3 p-3 text-lg font-semibold ${band.tone}`}>
          <Pictogram name={band.picture} size={40} />
          <span className="flex-1">{t(`situation.${situation}`)}</span>
          {lostAtMs !== null && now !== null && (
            <bdi aria-hidden="true" className="tabular-nums">
              {formatLength(now - lostAtMs)}
            </bdi>
          )}
        </p>
      )}
    </div>
  )
}
