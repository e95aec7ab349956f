'use client'

import { useTranslation } from 'react-i18next'

import type { LiveView } from '@/domain/live-lesson/view'
import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'

import { useDoor } from './use-door'

type Props = { client: LessonClient; waiting: LiveView['waitingRoom']['waiting']; lessonId: string }

/** The waiting room, longest wait first, each visitor with buttons to admit and turn away. */
export function WaitingRoomQueue({ client, waiting, lessonId }: Props) {
  const { t } = useTranslation('teach')
  const { busyMember, problem, decide } = useDoor(client, lessonId)
  return (
    <section aria-label={t('waitingRoom.waiting')} className="flex flex-col gap-2 empty:hidden">
      {waiting.length > 0 && (
        <h3 className="flex items-center gap-2 font-bold">
          <Pictogram name="door" />
          {t('waitingRoom.waiting')}
        </h3>
      )}
      {waiting.map(({ memberId, displayName, atMs }) => (
        <div key={memberId} className="flex flex-wrap items-center gap-2 rounded-xl bg-dusk p-2">
          <p className="w-full">
            <bdi translate="no" className="font-semibold wrap-anywhere">
              {displayName}
            </bdi>{' '}
            <bdi translate="no" className="text-mist">
              {formatTime(atMs)}
            </bdi>
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
