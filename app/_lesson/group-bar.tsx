'use client'

import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useNow } from './use-now'

/** In a small group: its members, its remaining time, and the call for help. */
export function GroupBar({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const now = useNow()
  const { groups } = snapshot.live
  if (!groups) return null
  const others = groups.members.filter((member) => {
    const peer = snapshot.peers.find((one) => one.memberId === member.memberId)
    return peer?.peerId !== snapshot.selfId
  })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-3 bg-fjord px-3 py-2 text-snow">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        <Pictogram name="groups" size={28} />
        <span className="wrap-anywhere">
          {groups.mine === null ? t('groups.wait') : t('groups.inGroup')}{' '}
          <bdi className="font-semibold">{others.map((member) => member.displayName).join(', ')}</bdi>
        </span>
      </p>
      {groups.endsAtMs !== null && now !== null && (
        <bdi role="timer" className="text-xl font-bold tabular-nums">
          {formatLength(groups.endsAtMs - now - snapshot.clockOffsetMs)}
        </bdi>
      )}
      {can(snapshot, 'call-for-help') && (
        <button type="button" className="button min-h-12" onClick={() => void client.act('groups:call', {})}>
          <Pictogram name="hand" />
          {t('groups.callHelp')}
        </button>
      )}
    </div>
  )
}
