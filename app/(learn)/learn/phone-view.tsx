'use client'

import { useEffect, useState, type ReactNode } from 'react'

import type { DataBudget } from '@/app/_lesson/use-data-budget'
import type { Sound } from '@/app/_lesson/use-sound'
import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { loadLesson } from './load-lesson'
import { PhoneOver } from './phone-over'
import { PhonePreJoin } from './phone-pre-join'

type LessonPart = Awaited<ReturnType<typeof loadLesson>>

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
  /** The participant's minutes, after the lesson. */
  minutesLine: ReactNode
  budget: DataBudget
  sound: Sound
  onEnter: () => void
  onMode: (mode: ViewMode) => void
}

/**
 * The lesson on a phone. Before the lesson another page lies over it, so that pictures and voices are there at once when
 * the person enters.
 */
export function PhoneView({ client, snapshot, lesson, holder, device, budget, sound, ...rest }: Props) {
  const { displayName, isCameraOffered, onEnter, onMode, minutesLine } = rest
  const lessonPart = useLessonPart()
  const situation = situationOf(snapshot)
  if (snapshot.closed || situation === 'ended') {
    const takeBack = () => void client?.takeBack()
    return <PhoneOver {...{ situation, holder, snapshot, device, minutesLine }} onTakeBack={takeBack} />
  }
  return (
    <div className="relative h-dvh">
      {lessonPart ? <lessonPart.PhoneLive {...{ client, snapshot, isCameraOffered, budget, sound }} /> : <Coming />}
      {snapshot.phase !== 'in' && (
        <PhonePreJoin
          {...{ lesson, displayName, device, onMode, onEnter }}
          isReady={snapshot.phase === 'pre-join'}
          isCommunicatorHere={snapshot.peers.some((peer) => peer.role === 'communicator')}
          mode={snapshot.chosenMode}
        />
      )}
    </div>
  )
}

/** What is seen and heard in the lesson, when its code is there: who sees the page before it first does not wait for it. */
function useLessonPart(): LessonPart | null {
  const [part, setPart] = useState<LessonPart | null>(null)
  useEffect(() => {
    void loadLesson().then(setPart)
  }, [])
  return part
}

/** Seen by somebody who enters faster than the lesson's code comes. */
function Coming() {
  return (
    <div data-coming className="dark h-full bg-ink p-4">
      <div className="skeleton aspect-video w-full opacity-20" />
    </div>
  )
}
