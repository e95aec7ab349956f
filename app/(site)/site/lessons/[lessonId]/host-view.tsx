'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { ReactionRow } from '@/app/_lesson/reaction-row'
import { can } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import { HelpNumber } from '@/app/_lesson/help-number'
import { SituationTime } from '@/app/_lesson/situation-time'

import { SignedOut } from '@/app/_lesson/signed-out'

import { HostHands } from './host-hands'
import { HostQuestion } from './host-question'

type Props = { client: LessonClient | null; snapshot: LessonSnapshot; names: readonly string[] }

/** The host's part in the live lesson: chat and hands for the classroom, beside its screen. */
export function HostView({ client, snapshot, names }: Props) {
  const { t } = useTranslation('site')
  const situation = situationOf(snapshot)
  const { live } = snapshot
  const speaking = snapshot.peers.filter((peer) => peer.hasFloor)
  const isOver = snapshot.closed !== null || situation === 'ended'
  if (!client || isOver || snapshot.phase !== 'in') {
    return (
      <p className="card font-semibold" role="status" data-situation={situation}>
        {isOver ? t('live.over') : t('lesson:situation.connecting')}
      </p>
    )
  }
  return (
    <section aria-label={t('live.title')} className="dark flex flex-col gap-4 rounded-card bg-ink p-4 text-birch">
      <SignedOut snapshot={snapshot} />
      <p
        role="status"
        aria-live="polite"
        data-situation={situation}
        className="flex items-center gap-2 text-lg font-semibold"
      >
        <Pictogram name={situation === 'live' ? 'signal' : 'clock'} />
        {/* Time and number are below the sentence where they would leave it only a narrow column. */}
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
          <span className="min-w-0 flex-[1_1_11rem]">
            {situation === 'live' ? t('common:live') : t(`lesson:situation.${situation}`)}
          </span>
          <SituationTime situation={situation} snapshot={snapshot} />
          <HelpNumber situation={situation} snapshot={snapshot} />
        </span>
      </p>
      <p role="status" aria-live="polite" className="empty:hidden">
        {speaking.length > 0 && t('lesson:speaking', { name: speaking.map((peer) => peer.displayName).join(', ') })}
      </p>
      {live.question && (
        <HostQuestion key={live.question.questionId} client={client} question={live.question} people={names.length} />
      )}
      {live.lesson.phase === 'live' && (
        <>
          <HostHands client={client} snapshot={snapshot} names={names} />
          <ReactionRow client={client} snapshot={snapshot} />
        </>
      )}
      {live.channels.list.length > 0 && <ChannelChoice client={client} snapshot={snapshot} />}
      {can(snapshot, 'write-chat') && (
        <details>
          <summary className="min-h-11 py-2 text-lg font-semibold">{t('lesson:chat.title')}</summary>
          <ChatBox client={client} snapshot={snapshot} />
        </details>
      )}
    </section>
  )
}
