'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestOver } from './guest-over'
import { LessonHead } from './lesson-head'

type Props = { snapshot: LessonSnapshot; lesson: MyLesson; displayName: string }

/** The answer may have come while the visitor's connection was lost: then the new ticket shows it. */
export function isAdmitted(snapshot: LessonSnapshot): boolean {
  return snapshot.admission === 'admitted' || selfOf(snapshot)?.role === 'participant'
}

/** The waiting room: the communicator knows of the visitor, and nobody sees or hears them. */
export function WaitingRoomView({ snapshot, lesson, displayName }: Props) {
  const { t } = useTranslation('guest')
  if (snapshot.admission === 'refused') return <GuestOver reason="refused" code="waiting-room.refused" />
  if (snapshot.closed) return <GuestOver reason={snapshot.closed.reason} code={snapshot.closed.code} />
  if (snapshot.live.lesson.phase === 'ended') return <GuestOver reason="ended" />
  return (
    <main
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 p-5"
      data-waiting-room={isAdmitted(snapshot) ? 'open' : 'waiting'}
    >
      <LessonHead lesson={lesson} />
      <div className="flex flex-1 flex-col items-center justify-center gap-6 text-center">
        <div className="grid size-36 animate-pulse place-items-center rounded-full bg-spruce-pale text-spruce">
          <Pictogram name="door" size={80} />
        </div>
        <p role="status" className="text-2xl font-bold">
          {snapshot.connection === 'lost' ? t('lesson:situation.connection-lost') : t('waitingRoom.waiting')}
        </p>
        <p className="flex items-center gap-3 text-lg">
          <Pictogram name="microphone-off" size={32} />
          {t('waitingRoom.unseen')}
        </p>
        <p className="text-lg">
          {t('lesson:trust.yourName')}{' '}
          <bdi translate="no" className="font-semibold">
            {displayName}
          </bdi>
        </p>
      </div>
    </main>
  )
}
