'use client'

import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { Situation } from '@/app/_room/situation'
import { useNow } from '@/app/_room/use-now'

import type { RoomDeviceProblem } from './use-room-devices'

const PICTURES: Partial<Record<Situation, PictogramName>> = {
  connecting: 'signal',
  waiting: 'clock',
  'communicator-away': 'signal-lost',
  'line-lost': 'signal-lost',
  'media-lost': 'signal-lost',
  'media-blocked': 'lock',
  'media-unsupported': 'screen',
}

type Props = { situation: Situation; lostAtMs: number | null; problems: readonly RoomDeviceProblem[] }

/** A full-width band over the picture when there is something to say. */
export function WallBand({ situation, lostAtMs, problems }: Props) {
  const { t } = useTranslation('wall')
  const now = useNow()
  const picture = PICTURES[situation]
  return (
    <div className="absolute inset-x-0 bottom-0" role="status" aria-live="polite" data-situation={situation}>
      {problems.map(({ source, problem }) => (
        <p
          key={source}
          className="flex items-center gap-[2vh] bg-lingon-pale p-[2vh] font-bold text-lingon"
          style={{ fontSize: '4.5vh', lineHeight: 1.3 }}
        >
          <Pictogram name={`${source}-off`} className="size-[8vh]" />
          {t(`lesson:device.${source}.${problem}`)}
        </p>
      ))}
      {picture && (
        <p
          className="flex items-center gap-[2vh] bg-sun-pale p-[2vh] font-bold text-ink"
          style={{ fontSize: '5vh', lineHeight: 1.3 }}
        >
          <Pictogram name={picture} className="size-[9vh]" />
          <span className="flex-1">{t(`lesson:situation.${situation}`)}</span>
          {lostAtMs !== null && now !== null && <bdi className="tabular-nums">{formatLength(now - lostAtMs)}</bdi>}
        </p>
      )}
    </div>
  )
}
