import type { Metadata } from 'next'
import { cookies } from 'next/headers'

import { formatDay, formatTime } from '@/app/_components/dates'
import { DeviceLeft } from '@/app/_components/device-left'
import { LanguageChoice } from '@/app/_components/language-choice'
import { Notice } from '@/app/_components/notice'
import { OpenLinkAgain } from '@/app/_components/open-link-again'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { LeaveInvitation } from '@/app/_components/leave-invitation'
import { GUEST_COOKIE } from '@/app/_server/cookies'
import { getTranslation } from '@/app/_server/i18n'
import { issueTicket } from '@/app/_server/issue-ticket'
import { findInvited } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import type { ErrorCode } from '@/domain/error-codes'
import { isPassingRefusal } from '@/domain/passing-refusal'
import { findInvitedLesson } from '@/services/tickets/find-invited-lesson'
import type { MyLesson } from '@/services/tickets/list-my-lessons'
import { listPlannedClassrooms } from '@/services/tickets/list-planned-classrooms'

import { KnockForm } from './knock-form'
import { GuestSession } from './guest-session'

export const metadata: Metadata = { title: 'Samsal' }

const LOOK_AGAIN_MS = 20_000

/** The only page for holders of an invitation; its content depends on the invited role. */
export default async function GuestPage({ searchParams }: { searchParams: Promise<{ left?: string }> }) {
  const { t, language } = await getTranslation()
  const guest = await findInvited()
  if (guest.state === 'unknown' && (await searchParams).left !== undefined) return <DeviceLeft />
  if (guest.state === 'unknown' && !(await cookies()).has(GUEST_COOKIE)) return <OpenLinkAgain picture="door" />
  if (guest.state === 'unknown') {
    return (
      <Notice picture="door" tone="stop" title={t('guest:link.refused')} text={t('guest:link.refusedText')}>
        <LanguageChoice current={language} />
      </Notice>
    )
  }
  const lessonId = guest.state === 'named' ? guest.actor.lessonId : guest.lessonId
  const lesson = await findInvitedLesson(lessonId)
  if (!lesson) return <Notice picture="door" tone="stop" title={t('errors:courses.lesson-cancelled')} />
  if (guest.state === 'nameless') return <KnockForm lesson={lesson} />
  const { actor, displayName } = guest
  const ticket = await runAction('open-guest', async () => issueTicket(actor, { lessonId }))
  if (!ticket.ok) return <NotNow code={ticket.error.code} lesson={lesson} />
  const isWaiting = actor.admission === 'waiting'
  const planned = actor.invitedAs === 'substitute' ? await listPlannedClassrooms(lessonId, 'invited-substitute') : []
  return (
    <GuestSession
      // An admitted visitor gets a fresh page.
      key={isWaiting ? 'waiting' : 'in'}
      lesson={lesson}
      planned={planned}
      firstTicket={ticket.data}
      displayName={displayName}
      invitedAs={actor.invitedAs}
      isWaiting={isWaiting}
      channelLanguage={guest.language}
    />
  )
}

async function NotNow({ code, lesson }: { code: ErrorCode; lesson: MyLesson }) {
  const { t, language } = await getTranslation()
  const isPassing = isPassingRefusal(code)
  const isEarly = code === 'courses.lesson-too-early'
  return (
    <Notice
      picture={isEarly ? 'clock' : 'door'}
      tone={isEarly || isPassing ? 'calm' : 'stop'}
      title={t(`errors:${code}`)}
      text={isEarly ? `${formatDay(lesson.startsAtMs, language)} ${formatTime(lesson.startsAtMs)}` : undefined}
    >
      {(isEarly || isPassing) && <RefreshEvery ms={LOOK_AGAIN_MS} />}
      <LeaveInvitation />
      <LanguageChoice current={language} />
    </Notice>
  )
}
