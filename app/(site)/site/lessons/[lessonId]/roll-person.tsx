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

/** The two places that are one tap away: here or away, unless the mark is another kind of the same. */
function quickOf(mark: RollMark | undefined): readonly [RollMark, RollMark] {
  return [mark === 'late' ? mark : 'present', mark === 'excused' || mark === 'technical_failure' ? mark : 'absent']
}

/** One person on the roll: a row with here and away, and the rare marks behind the dots. Namesakes show their card. */
export function RollPerson({ person, mark, date, movedToMs, onMark }: Props) {
  const { t } = useTranslation('site')
  const [wanted, setWanted] = useState<RollMark | null>(null)
  const [isOpen, setOpen] = useState(false)
  const { displayName, visitsFrom } = person
  const quick = quickOf(mark?.mark)
  const rare = ROLL_MARKS.filter((value) => !quick.includes(value))
  const press = (value: RollMark) => {
    if (value === mark?.mark) return setWanted(null)
    // What a late person needs next is the time.
    setOpen(value === 'late')
    if (needsQuestion(mark, value)) return setWanted(value)
    onMark({ mark: value, arrivedAtMs: null })
  }
  const radioOf = (value: RollMark, isQuick: boolean) => {
    const isOn = mark?.mark === value
    const word = t(`roll.marks.${value}`)
    return (
      <button
        key={value}
        type="button"
        role="radio"
        aria-checked={isOn}
        aria-label={word}
        title={word}
        onClick={() => press(value)}
        className={`rounded-[13px] border-2 ${isOn ? LOOKS[value].on : 'border-bark bg-birch text-slate'} ${
          isQuick
            ? 'grid h-[50px] w-14 place-items-center'
            : 'flex min-h-14 min-w-0 flex-col items-center justify-center px-1 text-center text-base leading-tight font-semibold'
        }`}
      >
        <Pictogram name={LOOKS[value].picture} size={28} />
        {!isQuick && <span className="max-w-full wrap-break-word">{word}</span>}
      </button>
    )
  }
  return (
    <li
      data-region="roll-row"
      className="grid min-h-14 grid-cols-[minmax(0,1fr)_56px_56px_48px] items-center gap-x-1 border-b border-bark bg-snow ps-4 pe-1"
    >
      <p className="flex min-w-0 flex-col items-start py-1 leading-[1.2]">
        <bdi translate="no" className="block max-w-full truncate font-bold" title={displayName}>
          {displayName}
        </bdi>
        <span className={`block max-w-full truncate ${person.hasNamesake ? 'font-bold text-lingon' : 'text-slate'}`}>
          {mark?.mark === 'late' && mark.arrivedAtMs !== null && !person.hasNamesake ? (
            <>
              <span>{t('roll.came')}</span>{' '}
              <bdi translate="no" className="tabular-nums">
                {formatTime(mark.arrivedAtMs)}
              </bdi>
            </>
          ) : (
            <>
              <span>{t('roll.card')}</span>{' '}
              <bdi translate="no" className="tabular-nums">
                {person.cardNumber}
              </bdi>
            </>
          )}
        </span>
        {visitsFrom && (
          <span className="block font-semibold text-slate">
            {visitsFrom.siteName === null ? t('roll.fromHome') : t('roll.fromSite', { site: visitsFrom.siteName })}
          </span>
        )}
      </p>
      <div role="radiogroup" aria-label={displayName} className="contents">
        {quick.map((value) => radioOf(value, true))}
        {isOpen && (
          <div className="col-span-4 row-start-2 grid grid-cols-3 gap-1 pe-3 pb-2">
            {rare.map((value) => radioOf(value, false))}
          </div>
        )}
      </div>
      <button
        type="button"
        data-more
        aria-expanded={isOpen}
        aria-label={t('roll.more', { name: displayName })}
        className={`col-start-4 row-start-1 grid h-[50px] w-12 place-items-center rounded-[13px] text-slate ${isOpen ? 'bg-bark' : ''}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Pictogram name={isOpen ? 'smaller' : 'dots'} size={28} />
      </button>
      {wanted !== null && mark && needsQuestion(mark, wanted) && (
        <div className="col-span-4 pe-3 pb-2">
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
        </div>
      )}
      {isOpen && mark?.mark === 'late' && mark.arrivedAtMs !== null && (
        <label className="col-span-4 flex items-center gap-3 pb-2 font-semibold">
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
      <p role="status" className="col-span-4 pb-2 font-semibold text-slate empty:hidden">
        {movedToMs !== null && mark?.mark === 'late' && t('roll.moved', { time: formatTime(movedToMs) })}
      </p>
    </li>
  )
}
