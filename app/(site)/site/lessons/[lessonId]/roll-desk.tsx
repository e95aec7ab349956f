'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { RollRound } from '@/domain/attendance/vocabulary'
import type { Ticket } from '@/lesson-client/lesson-client'

import { CardScanner } from './card-scanner'
import { CardSeen } from './card-seen'
import { HostLive } from './host-live'
import { MarksToAnswer } from './marks-to-answer'
import { Roll } from './roll'
import { roundShown, type RollData, type RollPlace } from './roll-view'
import { useCard } from './use-card'
import { useRoll } from './use-roll'

type Props = RollPlace & {
  /** Null before and after the lesson, when there is only the roll. */
  firstTicket: Ticket | null
  first: RollData
}

/** The host's page: the lesson, and the roll, which follows it. */
export function RollDesk({ lessonId, siteId, firstTicket, first }: Props) {
  const { t } = useTranslation('site')
  const [isBreak, setBreak] = useState(false)
  const [choice, setChoice] = useState<{ round: RollRound; turn: RollRound } | null>(null)
  const { roll, people, names, moved, shown, make } = useRoll({ lessonId, siteId, first, isBreak })
  const round = roundShown(roll, choice)
  const card = useCard({
    ...{ lessonId, siteId, round, people, shown },
    onMark: ({ personId, displayName, cardNumber, visitsFrom }, mark) =>
      make(round, [{ personId, arrivedAtMs: null, ...mark }], {
        ...{ personId, displayName, cardNumber, visitsFrom, hasNamesake: false },
      }),
  })
  return (
    <>
      {firstTicket && (
        <HostLive
          lessonId={lessonId}
          siteId={siteId}
          firstTicket={firstTicket}
          names={people.map((person) => person.displayName)}
          onBreak={setBreak}
        />
      )}
      {roll.hiddenCount > 0 && <p className="text-slate">{t('roll.hidden', { count: roll.hiddenCount })}</p>}
      <Roll
        {...{ roll, round, people, moved, isBreak, shown }}
        onRound={(chosen) => setChoice({ round: chosen, turn: roll.turn })}
        onMark={make}
      >
        <MarksToAnswer lessonId={lessonId} names={names} />
        <CardScanner isAsking={card.isAsking} onRead={card.read} onStart={card.clear}>
          <CardSeen seen={card.seen} onAnswer={card.answer} />
        </CardScanner>
      </Roll>
    </>
  )
}
