'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'

import { CardScanner } from './card-scanner'
import { RollPerson, type RollPersonRow } from './roll-person'
import { useRoll } from './use-roll'

type Props = {
  lessonId: string
  siteId: string
  rounds: RollRound[]
  breakStartsAtMs: number | null
  people: RollPersonRow[]
}

/** The roll on the host's phone: a round, the people, five marks each; every tap is saved immediately. */
export function Roll({ lessonId, siteId, rounds, breakStartsAtMs, people }: Props) {
  const { t } = useTranslation('site')
  const [round, setRound] = useState<RollRound>(() => likelyRound(rounds, breakStartsAtMs))
  const { marks, unsaved, code, mark, retry } = useRoll({ lessonId, siteId, people })
  const unmarked = people.filter((person) => !marks[round].get(person.personId))
  const markRest = () => {
    mark(
      round,
      unmarked.map((person) => ({ personId: person.personId, mark: 'present' as RollMark, arrivedAtMs: null })),
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
              onClick={() => setRound(one)}
            >
              <Pictogram name={one === 'start' ? 'enter' : 'cup'} />
              {t(`roll.rounds.${one}`)}
            </button>
          ))}
        </div>
      )}
      <p role="status" aria-live="polite" className="flex items-center gap-2 font-semibold">
        <Pictogram
          name={unmarked.length === 0 ? 'check' : 'list'}
          className={unmarked.length === 0 ? 'text-moss' : 'text-slate'}
        />
        {t('roll.marked', { count: people.length - unmarked.length, total: people.length })}
      </p>
      {unsaved > 0 && (
        <div role="alert" className="card flex flex-wrap items-center gap-3 border-lingon bg-lingon-pale text-lingon">
          <Pictogram name="signal-lost" size={32} />
          <p className="flex-1 font-semibold">
            {t('roll.unsaved', { count: unsaved })} {code && t(`errors:${code}`)}
          </p>
          <button type="button" className="button" onClick={retry}>
            {t('common:again')}
          </button>
        </div>
      )}
      {people.length > 0 && (
        <CardScanner
          lessonId={lessonId}
          siteId={siteId}
          onFound={(personId) => {
            mark(round, [{ personId, mark: 'present', arrivedAtMs: null }])
            return people.find((person) => person.personId === personId)?.displayName ?? ''
          }}
        />
      )}
      {people.length === 0 && <p className="card text-lg">{t('roll.nobody')}</p>}
      <ul className="flex flex-col gap-3">
        {people.map((person) => (
          <RollPerson
            key={`${round}-${person.personId}`}
            person={person}
            mark={marks[round].get(person.personId) ?? null}
            onMark={(value) => mark(round, [{ personId: person.personId, ...value }])}
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

/** Once the break has begun, the second round is preselected. */
function likelyRound(rounds: RollRound[], breakStartsAtMs: number | null): RollRound {
  const isAfter = breakStartsAtMs !== null && Date.now() >= breakStartsAtMs
  return isAfter && rounds.includes('after_break') ? 'after_break' : 'start'
}
