'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
import type { Ticket } from '@/lesson-client/lesson-client'
import { situationOf } from '@/lesson-client/state/situation'
import { useLesson } from '@/app/_lesson/use-lesson'
import { useSound, Voices } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { usePairing } from './use-pairing'
import { useClassroomDevices } from './use-classroom-devices'
import { ScreenBand } from './screen-band'
import { ScreenGroup } from './screen-group'
import { ScreenNotice } from './screen-notice'
import { ScreenQuestion } from './screen-question'
import { ScreenStage } from './screen-stage'

type Props = { lesson: MyLesson; firstTicket: Ticket; townName: string }

const BACK_TO_IDLE_MS = 30_000

/** The lesson on a classroom's screen. It is unattended: it enters, opens its devices and recovers automatically. */
export function ScreenLesson({ lesson, firstTicket, townName }: Props) {
  const { t } = useTranslation('screen')
  const getTicket = useCallback(() => fetchTicket('endpoint', lesson.lessonId), [lesson.lessonId])
  const [client, snapshot] = useLesson({ firstTicket, fetchTicket: getTicket, isStraightIn: true })
  const { isSoundBlocked, onSoundBlocked, playSound } = useSound()
  const problems = useClassroomDevices(client, snapshot.phase === 'in')
  const situation = situationOf(snapshot)
  const isOver = snapshot.closed !== null || situation === 'ended'
  const { question } = snapshot.live
  useBackToIdle(isOver, situation === 'refused')
  usePairing(lesson.lessonId)

  if (isOver) {
    const word = situation === 'ended' || situation === 'replaced' ? situation : 'closed'
    return (
      <ScreenNotice picture={situation === 'ended' ? 'check' : 'screen'} title={t(`over.${word}`)} text={townName} />
    )
  }
  return (
    <main className="dark relative h-dvh overflow-hidden bg-ink text-birch">
      <Voices client={client} snapshot={snapshot} onBlocked={onSoundBlocked} />
      <ScreenStage
        snapshot={snapshot}
        lesson={lesson}
        onSize={(consumerId, layer) => client?.preferLayer(consumerId, layer)}
      />
      {question && <ScreenQuestion question={question} />}
      <ScreenGroup snapshot={snapshot} />
      <ScreenBand situation={situation} snapshot={snapshot} problems={problems} />
      {isSoundBlocked && (
        <button
          type="button"
          onClick={playSound}
          className="absolute inset-0 z-20 grid place-items-center bg-ink/85 font-bold text-birch"
          style={{ fontSize: '7vh' }}
        >
          <span className="flex items-center gap-[3vh]">
            <Pictogram name="sound" className="size-[14vh]" />
            {t('touchForSound')}
          </span>
        </button>
      )}
    </main>
  )
}

/**
 * After a final message the screen looks for the next lesson automatically; after a refusal it reloads the page, which
 * may be outdated.
 */
function useBackToIdle(isOver: boolean, isRefused: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isOver) return
    const again = () => (isRefused ? window.location.reload() : router.refresh())
    const timer = setInterval(again, BACK_TO_IDLE_MS)
    return () => clearInterval(timer)
  }, [isOver, isRefused, router])
}
