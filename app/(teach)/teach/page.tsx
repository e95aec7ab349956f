import type { Metadata } from 'next'
import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { requireCommunicator } from '@/app/_server/require-actor'
import { listMyLessons, type MyLesson } from '@/services/tickets/list-my-lessons'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('places.teach') }
}

/** A communicator's lessons, today's first. */
export default async function TeachPage() {
  const staff = await requireCommunicator()
  const { t, language } = await getTranslation()
  const lessons = await loadOrNotFound(listMyLessons(staff.actor, { as: 'communicator' }, Date.now()))
  return (
    <>
      <StaffBar staff={staff} />
      <main className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
        <h1 className="text-2xl font-bold">{t('teach:lessons.title')}</h1>
        {lessons.length === 0 && <p className="card text-lg">{t('teach:lessons.none')}</p>}
        <ul className="flex flex-col gap-3">
          {lessons.map((lesson) => (
            <li key={lesson.lessonId} className="card flex flex-wrap items-center gap-4">
              <div className="min-w-0 flex-1 basis-64">
                <p className="text-slate">
                  {formatDay(lesson.startsAtMs, language)}{' '}
                  <bdi translate="no">
                    {formatTime(lesson.startsAtMs)} – {formatTime(lesson.endsAtMs)}
                  </bdi>
                </p>
                <h2 className="text-lg font-bold">
                  {lesson.themePart ? t(`themePart.${lesson.themePart}`) : lesson.groupName}
                </h2>
                <p>
                  {lesson.groupName} · {t(`spoken.${lesson.language}`)}
                </p>
              </div>
              <LessonLink
                lesson={lesson}
                words={{ open: t('teach:lessons.open'), ended: t('teach:lessons.attendance'), live: t('live') }}
              />
            </li>
          ))}
        </ul>
      </main>
    </>
  )
}

type Words = { open: string; ended: string; live: string }

function LessonLink({ lesson, words }: { lesson: MyLesson; words: Words }) {
  if (lesson.endedAtMs !== null) {
    return (
      <Link className="button" href={`/office/lessons/${lesson.lessonId}`}>
        <Pictogram name="list" />
        {words.ended}
      </Link>
    )
  }
  const isLive = lesson.liveAtMs !== null
  return (
    <Link className="button button-main" href={`/teach/${lesson.lessonId}`}>
      <Pictogram name="play" />
      {words.open}
      {isLive && <span className="rounded bg-sun px-2 text-ink">{words.live}</span>}
    </Link>
  )
}
