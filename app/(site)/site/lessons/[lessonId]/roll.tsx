'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { RollRound } from '@/domain/attendance/vocabulary'

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
  /** The switch of the scanner, beside the rounds. */
  scanner?: ReactNode
  /** Marks that need an answer, and what the scanner sees. */
  children?: ReactNode
}

/** The roll on the host's phone: a round, and the people; every tap is kept and sent immediately. */
export function Roll({ roll, round, people, moved, isBreak, shown, onRound, onMark, scanner, children }: Props) {
  const { t } = useTranslation('site')
  const { rounds, turn, date } = roll
  const marked = people.filter((person) => shown(person.personId, round)).length
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-stretch gap-2 px-3">
        {rounds.length > 1 ? (
          <div
            role="group"
            aria-label={t('roll.round')}
            className="grid flex-1 auto-cols-fr grid-flow-col gap-1 rounded-xl bg-bark p-1"
          >
            {rounds.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === round}
                className={`min-h-12 rounded-[9px] px-1 leading-tight font-bold ${one === round ? 'bg-snow text-spruce shadow-sm' : 'text-ink'}`}
                onClick={() => onRound(one)}
              >
                {t(`roll.rounds.${one}`)}
              </button>
            ))}
          </div>
        ) : (
          <p className="flex flex-1 items-center font-bold">{t(`roll.rounds.${round}`)}</p>
        )}
        {scanner}
      </div>
      <p role="status" aria-live="polite" data-turn={turn} className="px-4 font-semibold text-slate empty:hidden">
        {turn === 'after_break' ? t('roll.secondTurn') : rounds.length > 1 && isBreak && t('roll.secondOpen')}
      </p>
      <p role="status" aria-live="polite" className="sr-only">
        {t('roll.marked', { count: marked, total: people.length })}
      </p>
      <div className="flex flex-col gap-2 px-3 empty:hidden">{children}</div>
      {people.length === 0 ? (
        <p className="card mx-3 text-lg">{t('roll.nobody')}</p>
      ) : (
        <ul className="border-t border-bark">
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
      )}
    </div>
  )
}

/** Everybody without a mark is here. At the foot, where the thumb is; nothing once all are marked. */
export function RestPresent({ round, people, shown, onMark }: Pick<Props, 'round' | 'people' | 'shown' | 'onMark'>) {
  const { t } = useTranslation('site')
  const unmarked = people.filter((person) => !shown(person.personId, round))
  if (unmarked.length === 0) return null
  const mark = () =>
    onMark(
      round,
      unmarked.map(({ personId }) => ({ personId, mark: 'present', arrivedAtMs: null, replaces: null })),
    )
  return (
    <button type="button" className="button button-main mx-3 my-2 min-h-15 rounded-2xl text-lg" onClick={mark}>
      {t('roll.restPresent', { count: unmarked.length })}
    </button>
  )
}
