import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Notice } from '@/app/_components/notice'
import { DeviceLeft } from '@/app/_components/device-left'
import { OpenLinkAgain } from '@/app/_components/open-link-again'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { ThisTab } from '@/app/_components/this-tab'
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

/** `of`: the mark of a tab, on a device where several links were opened. */
type Asked = { searchParams: Promise<{ in?: string; left?: string; of?: string | string[] }> }

/** A participant's only page: their lesson if it is open for entry, otherwise the time of the next one. */
export default async function LearnPage({ searchParams }: Asked) {
  const { t, language } = await getTranslation()
  const { in: straightIn, left, of } = await searchParams
  const person = await findPerson(typeof of === 'string' ? of : undefined)
  if (!person && left !== undefined) return <DeviceLeft />
  if (!person && (of !== undefined || !(await cookies()).has(PERSON_COOKIE))) return <OpenLinkAgain picture="card" />
  if (!person)
    return <Notice picture="card" tone="stop" title={t('learn:link.refused')} text={t('learn:link.refusedText')} />
  const device = <ThisDevice isOwn={(await cookies()).has(KEPT_COOKIE)} tabMark={person.tabMark} />
  const nowMs = Date.now()
  const lessons = await listMyLessons(person.actor, { as: 'learner' }, nowMs)
  const { now, next } = chooseLesson(lessons, nowMs)
  if (now) {
    const ticket = await runAction('open-lesson', async () => issueTicket(person.actor, { lessonId: now.lessonId }))
    if (!ticket.ok) return <NotNow code={ticket.error.code} />
    return (
      <PhoneLesson
        // Planned again after it was not held, it is another lesson to this page.
        key={`${now.lessonId} ${now.endsAtMs}`}
        lesson={now}
        firstTicket={ticket.data}
        personId={person.personId}
        tabMark={person.tabMark}
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
      <ThisTab tabMark={person.tabMark} />
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
