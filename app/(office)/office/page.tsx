import Link from 'next/link'

import { formatDay, formatTime } from '@/app/_components/dates'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { dateOf } from '@/domain/time'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { listWorklist } from '@/services/worklist/list-worklist'

import { LessonStateMark } from './lessons/lesson-state-mark'
import { openSetUpSteps } from './set-up-steps'
import { Worklist } from './worklist'
import { rowsOf, rowsOfSetUp, worklistFilter } from './worklist-rows'

export const generateMetadata = () => officeTitle('overview.title')

const LESSONS_MAX = 100

/** What waits for the office, and today's lessons in the region by their time. */
export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const office = await requireOfficeAccess('attendance.list')
  const { actor, t, say, may, language } = office
  const nowMs = Date.now()
  const today = dateOf(nowMs)
  const query = listLessonsInput.parse({ fromOn: today, untilOn: today, pageSize: LESSONS_MAX })
  const isSettingUp = may('staff.change') && may('group.change')
  const [{ rows: lessons }, items, steps] = await Promise.all([
    loadOrNotFound(listLessons(actor, query)),
    loadOrNotFound(listWorklist(actor, nowMs)),
    isSettingUp ? loadOrNotFound(openSetUpSteps(actor)) : [],
  ])
  const { query: filter } = readQuery(worklistFilter, await searchParams)
  const rows = [...rowsOfSetUp(office, steps, new Date(nowMs)), ...rowsOf(office, items)]
  return (
    <OfficePage title={say('overview.title')} text={formatDay(nowMs, language)}>
      <Worklist office={office} rows={rows} filter={filter} nowMs={nowMs} />
      <Section title={say('overview.today')}>
        {lessons.length === 0 && <p className="text-lg">{say('overview.noLessons')}</p>}
        <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-2">
          {lessons.map((row) => (
            <li key={row.lessonId}>
              <Link
                href={`/office/lessons/${row.lessonId}`}
                className="flex min-h-16 flex-col justify-center rounded-lg border border-bark px-3 py-1 text-ink no-underline hover:bg-spruce-pale"
              >
                <span className="flex flex-wrap items-center justify-between gap-x-3">
                  <bdi dir="ltr" className="font-bold tabular-nums">
                    {formatTime(row.startsAt.getTime())} – {formatTime(row.endsAt.getTime())}
                  </bdi>
                  <LessonStateMark state={row.state} t={t} />
                </span>
                <span className="font-semibold break-words">
                  <bdi>{row.groupName}</bdi>
                </span>
                <span className="text-slate">
                  {row.themePart === null ? `sfi ${row.sfiCourse ?? ''}` : t(`themePart.${row.themePart}`)} ·{' '}
                  <bdi>{row.communicatorName}</bdi> · <bdi>{row.hostingMunicipalityName}</bdi>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </Section>
    </OfficePage>
  )
}
