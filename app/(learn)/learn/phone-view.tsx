'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'

import { loadPatiently } from '@/app/_lesson/load-patiently'
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
  isStraightIn: boolean
  onEnter: () => void
  onMode: (mode: ViewMode) => void
}

/** Who goes straight in needs the lesson at once: its file is named in the page's head, because the import stands here. */
const PhoneLiveAtOnce = dynamic(async () => (await loadPatiently(() => import('./phone-live'))).PhoneLive)
/** Who sees the page before the lesson first does not share their line with it. */
const PhoneLiveLater = dynamic(async () => (await loadLesson()).PhoneLive, { ssr: false, loading: () => <Coming /> })

/**
 * The lesson on a phone. Before the lesson another page lies over it, so that pictures and voices are there at once when
 * the person enters.
 */
export function PhoneView({ client, snapshot, lesson, holder, device, budget, sound, ...rest }: Props) {
  const { displayName, isCameraOffered, isStraightIn, onEnter, onMode } = rest
  const situation = situationOf(snapshot)
  if (snapshot.closed || situation === 'ended') {
    const takeBack = () => void client?.takeBack()
    return <PhoneOver {...{ situation, holder, snapshot, device }} onTakeBack={takeBack} />
  }
  const PhoneLive = isStraightIn ? PhoneLiveAtOnce : PhoneLiveLater
  return (
    <div className="relative h-dvh">
      <PhoneLive {...{ client, snapshot, isCameraOffered, budget, sound }} />
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

/** Seen by somebody who enters faster than the lesson's code comes. */
function Coming() {
  return (
    <div data-coming className="dark h-full bg-ink p-4">
      <div className="skeleton aspect-video w-full opacity-20" />
    </div>
  )
}
