import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Notice } from '@/app/_components/notice'
import { DeviceLeft } from '@/app/_components/device-left'
import { OpenLinkAgain } from '@/app/_components/open-link-again'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { ThisDevice } from '@/app/_components/this-device'
import { chooseLesson } from '@/app/_server/choose-lesson'
import { KEPT_COOKIE, PERSON_COOKIE } from '@/app/_server/cookies'
import { getTranslation } from '@/app/_server/i18n'
import { issueTicket } from '@/app/_server/issue-ticket'
import { findPerson } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import type { ErrorCode } from '@/domain/error-codes'
import { listMyLessons } from '@/services/tickets/list-my-lessons'
import { listRecordings } from '@/services/recordings/list-recordings'

import { PhoneLesson } from './phone-lesson'

export const metadata: Metadata = { title: 'Samsal' }

const LOOK_AGAIN_MS = 20_000

/** A participant's only page: their lesson if it is open for entry, otherwise the time of the next one. */
export default async function LearnPage({ searchParams }: { searchParams: Promise<{ in?: string; left?: string }> }) {
  const { t, language } = await getTranslation()
  const [person, { in: straightIn, left }] = await Promise.all([findPerson(), searchParams])
  if (!person && left !== undefined) return <DeviceLeft />
  if (!person && !(await cookies()).has(PERSON_COOKIE)) return <OpenLinkAgain picture="card" />
  if (!person)
    return <Notice picture="card" tone="stop" title={t('learn:link.refused')} text={t('learn:link.refusedText')} />
  const device = <ThisDevice isOwn={(await cookies()).has(KEPT_COOKIE)} />
  const nowMs = Date.now()
  const lessons = await listMyLessons(person.actor, { as: 'learner' }, nowMs)
  const { now, next } = chooseLesson(lessons, nowMs)
  if (now) {
    const ticket = await runAction('open-lesson', async () => issueTicket(person.actor, { lessonId: now.lessonId }))
    if (!ticket.ok) return <NotNow code={ticket.error.code} />
    return (
      <PhoneLesson
        key={now.lessonId}
        lesson={now}
        firstTicket={ticket.data}
        personId={person.personId}
        displayName={person.displayName}
        isCameraOffered={!person.isProtected}
        isStraightIn={straightIn !== undefined}
        device={device}
      />
    )
  }
  const hasRecordings = (await listRecordings(person.actor, { lessonId: null })).length > 0
  return (
    <Notice
      picture="clock"
      title={next ? t('learn:next.title') : t('learn:next.none')}
      text={next ? `${formatDay(next.startsAtMs, language)} ${formatTime(next.startsAtMs)}` : t('learn:next.noneText')}
    >
      {next && <p className="text-lg">{next.groupName}</p>}
      {hasRecordings && (
        <Link className="button button-big" href="/recordings">
          {t('recordings:list')}
        </Link>
      )}
      {device}
      <RefreshEvery ms={LOOK_AGAIN_MS} />
    </Notice>
  )
}

/** The lesson is no longer open for entry, or tickets were requested too often: the page refreshes. */
async function NotNow({ code }: { code: ErrorCode }) {
  const { t } = await getTranslation()
  return (
    <Notice picture="clock" title={t(`errors:${code}`)}>
      <RefreshEvery ms={LOOK_AGAIN_MS} />
    </Notice>
  )
}
