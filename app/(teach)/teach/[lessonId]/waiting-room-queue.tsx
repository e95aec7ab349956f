'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { LiveView } from '@/domain/live-lesson/view'
import { callAction } from '@/app/_components/call-action'
import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { ErrorCode } from '@/domain/error-codes'

import { decideVisitorAction } from './invitation-actions'

type Props = { client: LessonClient; waiting: LiveView['waitingRoom']['waiting']; lessonId: string }

/** The waiting room, longest wait first, each visitor with buttons to admit and turn away. */
export function WaitingRoomQueue({ client, waiting, lessonId }: Props) {
  const { t } = useTranslation('teach')
  const [busyMember, setBusyMember] = useState<string | null>(null)
  const [problem, setProblem] = useState<ErrorCode | null>(null)
  const decide = async (memberId: string, isAdmitted: boolean) => {
    setBusyMember(memberId)
    // The app first: the visitor's next ticket depends on it. The media server only notifies the visitor.
    const decided = await callAction(() => decideVisitorAction({ lessonId, memberId, isAdmitted }))
    setProblem(decided?.ok ? null : (decided?.error.code ?? 'internal'))
    if (decided?.ok) await client.act('visitor:admit', { memberId, isAdmitted })
    setBusyMember(null)
  }
  return (
    <section aria-label={t('waitingRoom.waiting')} className="flex flex-col gap-2 empty:hidden">
      {waiting.length > 0 && (
        <h3 className="flex items-center gap-2 font-bold">
          <Pictogram name="door" />
          {t('waitingRoom.waiting')}
        </h3>
      )}
      {waiting.map(({ memberId, displayName, atMs }) => (
        <div key={memberId} className="flex flex-wrap items-center gap-2 rounded-xl border-2 border-sun p-2">
          <p className="w-full">
            <bdi className="font-semibold wrap-anywhere">{displayName}</bdi>{' '}
            <bdi className="text-bark">{formatTime(atMs)}</bdi>
          </p>
          <button
            type="button"
            className="button button-main px-3"
            disabled={busyMember === memberId}
            onClick={() => void decide(memberId, true)}
          >
            <Pictogram name="enter" />
            {t('waitingRoom.admit')}
          </button>
          <button
            type="button"
            className="button button-stop px-3"
            disabled={busyMember === memberId}
            onClick={() => void decide(memberId, false)}
          >
            <Pictogram name="cross" />
            {t('waitingRoom.refuse')}
          </button>
        </div>
      ))}
      {problem && (
        <p role="alert" className="font-semibold text-sun">
          {t(`errors:${problem}`)}
        </p>
      )}
    </section>
  )
}
