import type { Metadata } from 'next'
import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Notice } from '@/app/_components/notice'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { chooseLesson } from '@/app/_server/choose-lesson'
import { getTranslation } from '@/app/_server/i18n'
import { issueTicket } from '@/app/_server/issue-ticket'
import { findPerson } from '@/app/_server/require-actor'
import { listMyLessons } from '@/services/live/list-my-lessons'
import { listRecordings } from '@/services/recordings/list-recordings'

import { PhoneLesson } from './phone-lesson'

export const metadata: Metadata = { title: 'Samsal' }

const LOOK_AGAIN_MS = 20_000

/** A participant's one page: her lesson if it can be entered, else when the next one is. */
export default async function LearnPage({ searchParams }: { searchParams: Promise<{ in?: string }> }) {
  const { t, language } = await getTranslation()
  const person = await findPerson()
  if (!person)
    return <Notice picture="card" tone="stop" title={t('learn:link.refused')} text={t('learn:link.refusedText')} />
  const nowMs = Date.now()
  const lessons = await listMyLessons(person.actor, { as: 'learner' }, nowMs)
  const { now, next } = chooseLesson(lessons, nowMs)
  if (now) {
    const ticket = await issueTicket(person.actor, { lessonId: now.lessonId })
    const isStraightIn = (await searchParams).in !== undefined
    return (
      <PhoneLesson
        key={now.lessonId}
        lesson={now}
        firstTicket={ticket}
        displayName={person.displayName}
        isCameraOffered={!person.isProtected}
        isStraightIn={isStraightIn}
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
      <RefreshEvery ms={LOOK_AGAIN_MS} />
    </Notice>
  )
}
