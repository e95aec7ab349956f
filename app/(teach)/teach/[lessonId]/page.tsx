import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'

import { Notice } from '@/app/_components/notice'
import { getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { issueTicket } from '@/app/_server/issue-ticket'
import { requireCommunicator } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { joinLessonInput } from '@/services/tickets/join-lesson'
import { findMyLesson } from '@/services/tickets/list-my-lessons'
import { listPlannedClassrooms } from '@/services/tickets/list-planned-classrooms'
import { mayRecord } from '@/services/recordings/may-record'

import { CockpitPage } from './cockpit-page'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('teach:title') }
}

/** The communicator's page of one lesson: a device check, then the cockpit. */
export default async function TeachLessonPage({ params }: { params: Promise<{ lessonId: string }> }) {
  const staff = await requireCommunicator()
  const { t } = await getTranslation()
  const parsed = joinLessonInput.safeParse(await params)
  if (!parsed.success) notFound()
  const lesson = await loadOrNotFound(
    findMyLesson(staff.actor, { as: 'communicator', lessonId: parsed.data.lessonId }, Date.now()),
  )
  if (!lesson) notFound()
  const ticket = await runAction('open-cockpit', async () => issueTicket(staff.actor, parsed.data))
  if (!ticket.ok) {
    return (
      <Notice picture="clock" title={t(`errors:${ticket.error.code}`)}>
        <Link className="button button-main" href="/teach">
          {t('back')}
        </Link>
      </Notice>
    )
  }
  const [recordingRefusal, planned] = await Promise.all([
    loadOrNotFound(mayRecord(staff.actor, parsed.data)),
    listPlannedClassrooms(lesson.lessonId, { actor: staff.actor, nowMs: Date.now() }),
  ])
  return <CockpitPage {...{ lesson, planned, recordingRefusal }} firstTicket={ticket.data} />
}
