'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import type { Sound } from '@/app/_lesson/use-sound'
import { Voices } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { useWakeLock } from '@/app/_lesson/use-wake-lock'

import { useClassroomDevices } from './use-classroom-devices'
import { ScreenNotice } from './screen-notice'
import { ScreenStage } from './screen-stage'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  lesson: MyLesson
  townName: string
  sound: Sound
}

/** The lesson on a classroom's screen, which opens its own camera and microphone. */
export function ScreenView({ client, snapshot, lesson, townName, sound }: Props) {
  const { t } = useTranslation('screen')
  const situation = situationOf(snapshot)
  useClassroomDevices(client, snapshot.phase === 'in' && situation !== 'ended')
  useWakeLock(true)
  const isOver = snapshot.closed !== null || situation === 'ended'

  if (isOver) {
    const word = situation === 'ended' || situation === 'replaced' || situation === 'not-held' ? situation : 'closed'
    return (
      <ScreenNotice picture={situation === 'ended' ? 'check' : 'screen'} title={t(`over.${word}`)} text={townName} />
    )
  }
  return (
    <main className="dark relative h-dvh overflow-hidden bg-ink text-birch">
      <Voices client={client} snapshot={snapshot} onBlocked={sound.onSoundBlocked} />
      <ScreenStage
        {...{ situation, snapshot, lesson }}
        onSize={(consumerId, layer) => client?.preferLayer(consumerId, layer)}
      />
      {sound.isSoundBlocked && (
        <button
          type="button"
          onClick={sound.playSound}
          className="absolute inset-0 z-20 grid place-items-center bg-ink text-[7vh] leading-[1.25] font-bold text-birch"
        >
          <span data-text="sentence" className="flex items-center gap-[3vh]">
            <Pictogram name="sound" className="size-[14vh]" />
            {t('touchForSound')}
          </span>
        </button>
      )}
    </main>
  )
}
