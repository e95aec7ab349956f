'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { GroupBar } from '@/app/_lesson/group-bar'
import { ChannelSwitch } from '@/app/_lesson/channel-switch'
import { QuestionCard } from '@/app/_lesson/question-card'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { ReactionRow } from '@/app/_lesson/reaction-row'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import type { DataBudget } from '@/app/_lesson/use-data-budget'
import { Voices, type Sound } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { PhoneControls } from './phone-controls'
import { PhonePreJoin } from './phone-pre-join'
import { PhoneOver } from './phone-over'
import { PhoneState } from './phone-state'
import { PhoneStage } from './phone-stage'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  lesson: MyLesson
  displayName: string
  isCameraOffered: boolean
  /** An admitted visitor, without attendance. */
  holder: 'person' | 'guest'
  /** The button that makes this device forget its participant, shown outside the lesson. */
  device: ReactNode
  budget: DataBudget
  sound: Sound
}

/** The lesson on a phone: the page before it, the stage, and one row of large buttons. */
export function PhoneView({ client, snapshot, lesson, holder, device, budget, sound, ...person }: Props) {
  const { t } = useTranslation('lesson')
  const { displayName, isCameraOffered } = person
  const situation = situationOf(snapshot)
  const isIn = snapshot.phase === 'in'
  const { question } = snapshot.live
  if (snapshot.closed || situation === 'ended') {
    return (
      <PhoneOver
        situation={situation}
        holder={holder}
        snapshot={snapshot}
        device={device}
        onTakeBack={() => void client?.takeBack()}
      />
    )
  }
  return (
    <div className="dark relative flex h-dvh flex-col bg-ink text-birch">
      <Voices client={client} snapshot={snapshot} onBlocked={sound.onSoundBlocked} />
      <PhoneState situation={situation} snapshot={snapshot} client={client} />
      {isIn && client && <ChannelSwitch client={client} snapshot={snapshot} />}
      {isIn && client && <GroupBar client={client} snapshot={snapshot} />}
      <PhoneStage snapshot={snapshot} onSize={(consumerId, layer) => client?.preferLayer(consumerId, layer)} />
      {sound.isSoundBlocked && (
        <button type="button" className="button button-big m-3 w-auto" onClick={sound.playSound}>
          <Pictogram name="sound" size={32} />
          {t('soundBlocked')}
        </button>
      )}
      {isIn && client && question && <QuestionCard key={question.questionId} client={client} question={question} />}
      {isIn && client && (
        <>
          {!question && snapshot.live.lesson.phase === 'live' && (
            <div className="px-3 pt-2">
              <ReactionRow client={client} snapshot={snapshot} />
            </div>
          )}
          <PhoneControls client={client} snapshot={snapshot} isCameraOffered={isCameraOffered} budget={budget} />
        </>
      )}
      {!isIn && (
        <PhonePreJoin
          lesson={lesson}
          displayName={displayName}
          device={device}
          isReady={snapshot.phase === 'pre-join'}
          isCommunicatorHere={snapshot.peers.some((peer) => peer.role === 'communicator')}
          mode={snapshot.chosenMode}
          onMode={(mode) => client?.setMode(mode)}
          onEnter={() => void client?.enter()}
        />
      )}
    </div>
  )
}
