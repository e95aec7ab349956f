import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { dateOf } from '@/domain/time'
import { countMissingRolls } from '@/services/attendance/count-missing-rolls'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'

import { LessonStateMark } from './lessons/lesson-state-mark'
import { NextSteps } from './next-steps'

export const generateMetadata = () => officeTitle('overview.title')

const LESSONS_MAX = 100

/** Today in the region: the lessons, missing rolls, and remaining set-up steps. */
export default async function OverviewPage() {
  const { actor, t, say, language } = await requireOfficeAccess('attendance.list')
  const today = dateOf(Date.now())
  const query = listLessonsInput.parse({ fromOn: today, untilOn: today, pageSize: LESSONS_MAX })
  const { rows } = await loadOrNotFound(listLessons(actor, query))
  const begun = rows.filter((row) => row.state === 'live' || row.state === 'ended')
  const missing = await loadOrNotFound(
    countMissingRolls(
      actor,
      begun.map(({ lessonId }) => lessonId),
    ),
  )
  return (
    <OfficePage title={say('overview.title')} text={formatDay(Date.now(), language)}>
      <NextSteps />
      <Section title={say('overview.today')}>
        {rows.length === 0 && <p className="text-lg">{say('overview.noLessons')}</p>}
        <ul className="flex flex-col gap-2">
          {rows.map((row) => (
            <li key={row.lessonId}>
              <Link
                href={`/office/lessons/${row.lessonId}`}
                className="flex flex-wrap items-center gap-x-5 gap-y-1 rounded-lg border border-bark p-3 text-ink no-underline hover:bg-spruce-pale"
              >
                <bdi dir="ltr" className="text-lg font-bold tabular-nums">
                  {formatTime(row.startsAt.getTime())} – {formatTime(row.endsAt.getTime())}
                </bdi>
                <span className="min-w-0 grow basis-56">
                  <span className="block font-semibold">
                    <bdi>{row.groupName}</bdi>
                  </span>
                  <span className="block text-slate">
                    {row.themePart === null ? `sfi ${row.sfiCourse ?? ''}` : t(`themePart.${row.themePart}`)} ·{' '}
                    <bdi>{row.communicatorName}</bdi> · <bdi>{row.hostingMunicipalityName}</bdi>
                  </span>
                </span>
                {missing.has(row.lessonId) && (
                  <span className="inline-flex items-center gap-1 rounded bg-sun-pale px-2">
                    <Pictogram name="warning" size={18} />
                    {say('overview.missingRolls', { count: missing.get(row.lessonId) })}
                  </span>
                )}
                <LessonStateMark state={row.state} t={t} />
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </OfficePage>
  )
}
