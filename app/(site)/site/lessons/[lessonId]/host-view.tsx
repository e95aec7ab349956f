'use client'

import { useTranslation } from 'react-i18next'

import { ChatBox } from '@/app/_lesson/chat-box'
import { ReactionRow } from '@/app/_lesson/reaction-row'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'

import { HostHands } from './host-hands'
import { HostQuestion } from './host-question'

type Props = { client: LessonClient | null; snapshot: LessonSnapshot | null; names: readonly string[] }

/** The host's part in the live lesson: hands, answers, signs and chat for the classroom, beside its screen. */
export function HostView({ client, snapshot, names }: Props) {
  const { t } = useTranslation('site')
  if (!client || !snapshot || snapshot.closed !== null || snapshot.phase !== 'in' || situationOf(snapshot) === 'ended')
    return <p className="card mx-3 font-semibold">{t('live.over')}</p>
  const { live } = snapshot
  const town = selfOf(snapshot)?.town
  const speaking = snapshot.peers.filter((peer) => peer.hasFloor && peer.town !== town)
  return (
    <section aria-label={t('live.title')} className="flex flex-col gap-3 px-3 pb-4">
      {live.question && (
        <HostQuestion key={live.question.questionId} client={client} question={live.question} people={names.length} />
      )}
      <p role="status" aria-live="polite" className="font-semibold empty:hidden">
        {speaking.length > 0 && t('lesson:speaking', { name: speaking.map((peer) => peer.displayName).join(', ') })}
      </p>
      {live.lesson.phase === 'live' && (
        <>
          {!live.question && <HostHands client={client} snapshot={snapshot} names={names} />}
          <h2 className="text-base font-bold">{t('live.signs')}</h2>
          <div className="[&_button]:min-h-14 [&_button[aria-pressed=false]]:border-bark [&_button[aria-pressed=false]]:bg-snow [&_button[aria-pressed=false]]:text-spruce">
            <ReactionRow client={client} snapshot={snapshot} />
          </div>
        </>
      )}
      {live.lesson.phase !== 'live' && !live.question && <p className="card">{t('live.notYet')}</p>}
      {can(snapshot, 'write-chat') && (
        <details className="dark rounded-card bg-ink px-4 py-2 text-birch">
          <summary className="min-h-11 py-2 text-lg font-semibold">{t('lesson:chat.title')}</summary>
          <ChatBox client={client} snapshot={snapshot} />
        </details>
      )}
    </section>
  )
}
