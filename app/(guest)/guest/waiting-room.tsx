'use client'

import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { selfOf } from '@/lesson-client/state/lesson-snapshot'
import { useLesson } from '@/app/_lesson/use-lesson'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestOver } from './guest-over'
import { LessonHead } from './lesson-head'

type Props = { lesson: MyLesson; firstTicket: Ticket; displayName: string }

/**
 * The waiting room: the communicator knows of the visitor, and nobody sees or hears them. Once admitted, the page shows
 * the lesson.
 */
export function WaitingRoom({ lesson, firstTicket, displayName }: Props) {
  const { t } = useTranslation('guest')
  const getTicket = useCallback(() => fetchTicket('guest', lesson.lessonId), [lesson.lessonId])
  const [, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, hasMedia: false })
  // The answer may have come while the connection was lost: then the new ticket shows it.
  const isAdmitted = snapshot.admission === 'admitted' || selfOf(snapshot)?.role === 'participant'

  useEffect(() => {
    if (isAdmitted) window.location.reload()
  }, [isAdmitted])

  if (snapshot.admission === 'refused') return <GuestOver reason="refused" code="waiting-room.refused" />
  if (snapshot.closed) return <GuestOver reason={snapshot.closed.reason} code={snapshot.closed.code} />
  if (snapshot.live.lesson.phase === 'ended') return <GuestOver reason="ended" />
  return (
    <main
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 p-5"
      data-waiting-room={isAdmitted ? 'open' : 'waiting'}
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
          {t('lesson:trust.yourName')} <bdi className="font-semibold">{displayName}</bdi>
        </p>
      </div>
    </main>
  )
}
