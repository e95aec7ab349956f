'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { ROLL_MARKS, type RollMark } from '@/domain/attendance/vocabulary'
import { instantOf } from '@/domain/time'

import { MarkQuestion } from './mark-question'
import { needsQuestion, type ListedPerson, type ShownMark } from './roll-view'

type Props = {
  person: ListedPerson
  mark: ShownMark | null
  /** The lesson's date: a typed time is a time of that day. */
  date: string
  /** Their arrival was outside the lesson; this is what counts instead. */
  movedToMs: number | null
  onMark: (mark: { mark: RollMark; arrivedAtMs: number | null }) => void
}

const LOOKS: Record<RollMark, { picture: PictogramName; on: string }> = {
  present: { picture: 'check', on: 'border-moss bg-moss text-snow' },
  late: { picture: 'clock', on: 'border-sun bg-sun text-ink' },
  absent: { picture: 'cross', on: 'border-lingon bg-lingon text-snow' },
  excused: { picture: 'letter', on: 'border-fjord bg-fjord text-snow' },
  technical_failure: { picture: 'tool', on: 'border-slate bg-slate text-snow' },
}

/** One person on the roll. People with the same name are distinguished by their card number. */
export function RollPerson({ person, mark, date, movedToMs, onMark }: Props) {
  const { t } = useTranslation('site')
  const [wanted, setWanted] = useState<RollMark | null>(null)
  const { displayName, visitsFrom } = person
  const press = (value: RollMark) => {
    if (value === mark?.mark) return setWanted(null)
    if (needsQuestion(mark, value)) return setWanted(value)
    onMark({ mark: value, arrivedAtMs: null })
  }
  return (
    <li className="card flex flex-col gap-3 p-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <bdi className="text-lg font-bold">{displayName}</bdi>
        <span className={person.hasNamesake ? 'font-bold text-lingon' : 'text-slate'}>
          {t('roll.card')} <bdi className="tabular-nums">{person.cardNumber}</bdi>
        </span>
        {visitsFrom && (
          <span className="font-semibold text-slate">
            {visitsFrom.siteName === null ? t('roll.fromHome') : t('roll.fromSite', { site: visitsFrom.siteName })}
          </span>
        )}
      </p>
      <div role="radiogroup" aria-label={displayName} className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {ROLL_MARKS.map((value) => {
          const isOn = mark?.mark === value
          return (
            <button
              key={value}
              type="button"
              role="radio"
              aria-checked={isOn}
              onClick={() => press(value)}
              className={`flex min-h-16 flex-col items-center justify-center gap-1 rounded-xl border-2 px-1 text-center leading-tight font-semibold ${isOn ? LOOKS[value].on : 'border-bark bg-snow text-ink'}`}
            >
              <Pictogram name={LOOKS[value].picture} size={28} />
              <span className="text-[0.9rem]">{t(`roll.marks.${value}`)}</span>
            </button>
          )
        })}
      </div>
      {wanted !== null && mark && needsQuestion(mark, wanted) && (
        <MarkQuestion
          text={t('roll.overwrite', {
            name: displayName,
            was: t(`roll.marks.${mark.mark}`),
            to: t(`roll.marks.${wanted}`),
          })}
          yes={t('roll.change')}
          no={t('roll.keep')}
          onYes={() => {
            setWanted(null)
            onMark({ mark: wanted, arrivedAtMs: null })
          }}
          onNo={() => setWanted(null)}
        />
      )}
      {mark?.mark === 'late' && mark.arrivedAtMs !== null && (
        <label className="flex items-center gap-3 font-semibold">
          {t('roll.arrivedAt')}
          <input
            type="time"
            className="field w-auto"
            value={formatTime(mark.arrivedAtMs)}
            onChange={(event) => {
              if (event.target.value === '') return
              onMark({ mark: 'late', arrivedAtMs: instantOf(date, event.target.value) })
            }}
          />
        </label>
      )}
      <p role="status" className="font-semibold text-slate empty:hidden">
        {movedToMs !== null && mark?.mark === 'late' && t('roll.moved', { time: formatTime(movedToMs) })}
      </p>
    </li>
  )
}
