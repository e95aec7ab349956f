'use client'

import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { RollRound } from '@/domain/attendance/vocabulary'
import type { Ticket } from '@/lesson-client/lesson-client'

import { CardScanner, ScannerSwitch } from './card-scanner'
import { CardSeen } from './card-seen'
import { HostDesk } from './host-desk'
import type { HostLesson } from './host-lesson'
import { HostLive } from './host-live'
import { MarksToAnswer } from './marks-to-answer'
import { RestPresent, Roll } from './roll'
import { roundShown, type RollData, type RollPlace } from './roll-view'
import { useCard } from './use-card'
import { useRoll } from './use-roll'

type Props = RollPlace & {
  /** Null before and after the lesson, when there is only the roll. */
  firstTicket: Ticket | null
  first: RollData
  town: string
  when: ReactNode
  /** The host's other classrooms in this lesson. */
  sites: ReactNode
  settings: ReactNode
}

/** The host's page: the lesson, and the roll, which follows it. */
export function RollDesk({ lessonId, siteId, firstTicket, first, town, when, sites, settings }: Props) {
  const { t } = useTranslation('site')
  const [isBreak, setBreak] = useState(false)
  const [isScanning, setScanning] = useState(false)
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
  const switchScanner = () => {
    card.clear()
    setScanning(!isScanning)
  }
  const desk = (lesson: HostLesson | null) => (
    <HostDesk
      {...{ town, when, lesson, settings }}
      names={people.map((person) => person.displayName)}
      marked={people.filter((person) => shown(person.personId, round)).length}
      roll={
        <>
          {sites}
          <Roll
            {...{ roll, round, people, moved, isBreak, shown }}
            onRound={(chosen) => setChoice({ round: chosen, turn: roll.turn })}
            onMark={make}
            scanner={<ScannerSwitch isOn={isScanning} onPress={switchScanner} />}
          >
            {roll.hiddenCount > 0 && <p className="text-slate">{t('roll.hidden', { count: roll.hiddenCount })}</p>}
            <MarksToAnswer lessonId={lessonId} names={names} />
            <CardScanner isOn={isScanning} onOff={() => setScanning(false)} isAsking={card.isAsking} onRead={card.read}>
              <CardSeen seen={card.seen} onAnswer={card.answer} />
            </CardScanner>
          </Roll>
        </>
      }
      rollFoot={<RestPresent {...{ round, people, shown }} onMark={make} />}
    />
  )
  if (!firstTicket) return desk(null)
  return (
    <HostLive {...{ lessonId, siteId, firstTicket }} onBreak={setBreak}>
      {desk}
    </HostLive>
  )
}
