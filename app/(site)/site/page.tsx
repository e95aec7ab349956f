import type { Metadata } from 'next'
import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { requireStaff } from '@/app/_server/require-actor'
import { listMyLessons } from '@/services/tickets/list-my-lessons'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('places.site') }
}

/** A site host's page: the lessons whose roll they take, and the link to pair a screen. */
export default async function SitePage() {
  const staff = await requireStaff()
  const { t, language } = await getTranslation()
  const lessons = await loadOrNotFound(listMyLessons(staff.actor, { as: 'site-host' }, Date.now()))
  return (
    <>
      <StaffBar staff={staff} />
      <main className="mx-auto flex max-w-2xl flex-col gap-4 p-4">
        <h1 className="text-2xl font-bold">{t('site:lessons.title')}</h1>
        {lessons.length === 0 && <p className="card text-lg">{t('site:lessons.none')}</p>}
        <ul className="flex flex-col gap-3">
          {lessons.map((lesson) => (
            <li key={lesson.lessonId}>
              <Link
                className="card flex items-center gap-4 text-ink no-underline hover:bg-spruce-pale"
                href={`/site/lessons/${lesson.lessonId}`}
              >
                <Pictogram name="list" size={40} className="text-spruce" />
                <span className="min-w-0 flex-1">
                  <span className="block text-slate">
                    {formatDay(lesson.startsAtMs, language)}{' '}
                    <bdi translate="no">
                      {formatTime(lesson.startsAtMs)} – {formatTime(lesson.endsAtMs)}
                    </bdi>
                  </span>
                  <span className="block text-lg font-bold">{lesson.groupName}</span>
                  <span className="block">
                    {lesson.themePart ? t(`themePart.${lesson.themePart}`) : t(`spoken.${lesson.language}`)}
                  </span>
                </span>
                {lesson.liveAtMs !== null && lesson.endedAtMs === null && (
                  <span className="rounded bg-sun px-2 font-bold text-ink">{t('live')}</span>
                )}
                <Pictogram name="next" />
              </Link>
            </li>
          ))}
        </ul>
        <Link className="button min-h-14 text-lg" href="/site/pair">
          <Pictogram name="screen" />
          {t('site:pair.title')}
        </Link>
      </main>
    </>
  )
}
