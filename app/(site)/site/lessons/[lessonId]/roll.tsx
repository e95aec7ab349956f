'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'

import { RollPerson } from './roll-person'
import type { ListedPerson, MadeMark, RollData, ShownMark } from './roll-view'

type Props = {
  roll: Pick<RollData, 'rounds' | 'turn' | 'date'>
  round: RollRound
  people: readonly ListedPerson[]
  moved: ReadonlyMap<string, number>
  /** A break is being held right now. */
  isBreak: boolean
  shown: (personId: string, round: RollRound) => ShownMark | null
  onRound: (round: RollRound) => void
  onMark: (round: RollRound, marks: MadeMark[]) => void
  /** Marks that need an answer, and the scanner of cards. */
  children?: ReactNode
}

/** The roll on the host's phone: a round, the people, five marks each; every tap is kept and sent immediately. */
export function Roll({ roll, round, people, moved, isBreak, shown, onRound, onMark, children }: Props) {
  const { t } = useTranslation('site')
  const { rounds, turn, date } = roll
  const unmarked = people.filter((person) => !shown(person.personId, round))
  const markRest = () => {
    const mark: RollMark = 'present'
    onMark(
      round,
      unmarked.map(({ personId }) => ({ personId, mark, arrivedAtMs: null, replaces: null })),
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {rounds.length > 1 && (
        <div role="group" aria-label={t('roll.round')} className="grid grid-cols-2 gap-2">
          {rounds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === round}
              className={`button min-h-14 ${one === round ? 'button-main' : ''}`}
              onClick={() => onRound(one)}
            >
              <Pictogram name={one === 'start' ? 'enter' : 'cup'} />
              {t(`roll.rounds.${one}`)}
            </button>
          ))}
        </div>
      )}
      <p role="status" aria-live="polite" data-turn={turn} className="font-semibold text-slate empty:hidden">
        {turn === 'after_break' ? t('roll.secondTurn') : rounds.length > 1 && isBreak && t('roll.secondOpen')}
      </p>
      <p role="status" aria-live="polite" className="flex items-center gap-2 font-semibold">
        <Pictogram
          name={unmarked.length === 0 ? 'check' : 'list'}
          className={unmarked.length === 0 ? 'text-moss' : 'text-slate'}
        />
        {t('roll.marked', { count: people.length - unmarked.length, total: people.length })}
      </p>
      {children}
      {people.length === 0 && <p className="card text-lg">{t('roll.nobody')}</p>}
      <ul className="flex flex-col gap-3">
        {people.map((person) => (
          <RollPerson
            key={`${round}-${person.personId}`}
            person={person}
            mark={shown(person.personId, round)}
            date={date}
            movedToMs={moved.get(person.personId) ?? null}
            onMark={(value) => onMark(round, [{ personId: person.personId, ...value }])}
          />
        ))}
      </ul>
      {unmarked.length > 0 && (
        <button type="button" className="button button-main min-h-16 text-lg" onClick={markRest}>
          <Pictogram name="check" />
          {t('roll.restPresent', { count: unmarked.length })}
        </button>
      )}
    </div>
  )
}
