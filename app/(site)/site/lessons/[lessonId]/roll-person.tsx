'use client'

import { useTranslation } from 'react-i18next'

import { formatDate, formatTime } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { ROLL_MARKS, type RollMark, type RollRound } from '@/domain/attendance/vocabulary'
import { instantOf } from '@/domain/time'

export type PersonMark = { mark: RollMark; arrivedAtMs: number | null }
export type RollPersonRow = {
  personId: string
  displayName: string
  cardNumber: string
  hasNamesake: boolean
  marks: Record<RollRound, PersonMark | null>
}
type Props = { person: RollPersonRow; mark: PersonMark | null; onMark: (mark: PersonMark) => void }

const LOOKS: Record<RollMark, { picture: PictogramName; on: string }> = {
  present: { picture: 'check', on: 'border-moss bg-moss text-snow' },
  late: { picture: 'clock', on: 'border-sun bg-sun text-ink' },
  absent: { picture: 'cross', on: 'border-lingon bg-lingon text-snow' },
  excused: { picture: 'letter', on: 'border-fjord bg-fjord text-snow' },
  technical_failure: { picture: 'tool', on: 'border-slate bg-slate text-snow' },
}

/** One person on the roll. People with the same name are distinguished by their card number. */
export function RollPerson({ person, mark, onMark }: Props) {
  const { t } = useTranslation('site')
  return (
    <li className="card flex flex-col gap-3 p-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <bdi className="text-lg font-bold">{person.displayName}</bdi>
        <span className={person.hasNamesake ? 'font-bold text-lingon' : 'text-slate'}>
          {t('roll.card')} <bdi className="tabular-nums">{person.cardNumber}</bdi>
        </span>
      </p>
      <div role="radiogroup" aria-label={person.displayName} className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {ROLL_MARKS.map((value) => {
          const isOn = mark?.mark === value
          return (
            <button
              key={value}
              type="button"
              role="radio"
              aria-checked={isOn}
              onClick={() => onMark({ mark: value, arrivedAtMs: value === 'late' ? Date.now() : null })}
              className={`flex min-h-16 flex-col items-center justify-center gap-1 rounded-xl border-2 px-1 text-center leading-tight font-semibold ${isOn ? LOOKS[value].on : 'border-bark bg-snow text-ink'}`}
            >
              <Pictogram name={LOOKS[value].picture} size={28} />
              <span className="text-[0.9rem]">{t(`roll.marks.${value}`)}</span>
            </button>
          )
        })}
      </div>
      {mark?.mark === 'late' && mark.arrivedAtMs !== null && (
        <label className="flex items-center gap-3 font-semibold">
          {t('roll.arrivedAt')}
          <input
            type="time"
            className="field w-auto"
            value={formatTime(mark.arrivedAtMs)}
            onChange={(event) => {
              if (event.target.value === '') return
              const arrivedAtMs = instantOf(formatDate(mark.arrivedAtMs ?? Date.now()), event.target.value)
              onMark({ mark: 'late', arrivedAtMs })
            }}
          />
        </label>
      )}
    </li>
  )
}
