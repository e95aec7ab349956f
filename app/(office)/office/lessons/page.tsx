import Link from 'next/link'

import { formatTime } from '@/app/_components/dates'
import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice, FilterDate } from '@/app/(office)/_kit/filter'
import { listAddress } from '@/app/(office)/_kit/list-address'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { groupChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { REGION_TIME_ZONE } from '@/domain/region-time-zone'
import { LESSON_STATES } from '@/domain/courses/vocabulary'
import { addDays, dateOf } from '@/domain/time'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'

import { LessonStateMark } from './lesson-state-mark'

export const generateMetadata = () => officeTitle('lessons.title')

type Row = Awaited<ReturnType<typeof listLessons>>['rows'][number]
const PATH = '/office/lessons'

export default async function LessonsPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say, may, language } = await requireOfficeAccess('attendance.list')
  const today = dateOf(Date.now())
  const query = readQuery(listLessonsInput, await searchParams, { fromOn: today })
  const [{ rows, total }, groups] = await Promise.all([loadOrNotFound(listLessons(actor, query)), groupChoices(actor)])
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: REGION_TIME_ZONE })
  const columns: Column<Row>[] = [
    {
      key: 'startsAt',
      title: say('lessons.when'),
      isSortable: true,
      cell: (row) => (
        <Link className="link whitespace-nowrap tabular-nums" href={`${PATH}/${row.lessonId}`}>
          {/* One piece, so that one line goes under it. */}
          <span>
            {weekday.format(row.startsAt)} <bdi>{dateOf(row.startsAt.getTime())}</bdi>
            {' · '}
            <bdi dir="ltr">
              {formatTime(row.startsAt.getTime())} – {formatTime(row.endsAt.getTime())}
            </bdi>
          </span>
        </Link>
      ),
    },
    { key: 'group', title: say('field.group'), isSortable: true, cell: (row) => <bdi>{row.groupName}</bdi> },
    {
      key: 'themePart',
      title: say('lessons.themePart'),
      isSortable: true,
      cell: (row) =>
        row.themePart === null ? `sfi ${row.sfiCourse ?? ''}` : `${row.themePart}. ${t(`themePart.${row.themePart}`)}`,
    },
    {
      key: 'communicator',
      title: say('groups.communicator'),
      isSortable: true,
      cell: (row) => <bdi>{row.communicatorName}</bdi>,
    },
    { key: 'state', title: say('lessons.state'), cell: (row) => <LessonStateMark state={row.state} /> },
  ]
  const shortcuts = [
    { word: say('lessons.today'), href: listAddress(PATH, { fromOn: today, untilOn: today }) },
    { word: say('lessons.coming'), href: listAddress(PATH, { fromOn: today }) },
    {
      word: say('lessons.past'),
      href: listAddress(PATH, { untilOn: addDays(today, -1), sort: 'startsAt', direction: 'desc' }),
    },
  ]
  return (
    <OfficePage
      title={say('lessons.title')}
      actions={
        <>
          {shortcuts.map((shortcut) => (
            <Link key={shortcut.href} className="link inline-flex min-h-11 items-center px-2" href={shortcut.href}>
              {shortcut.word}
            </Link>
          ))}
          {may('lesson.change') && (
            <Link className="button button-main" href={`${PATH}/new`}>
              {say('lessons.new')}
            </Link>
          )}
        </>
      }
    >
      <DataList
        caption={say('lessons.title')}
        path={PATH}
        searchLabel={say('lessons.search')}
        empty={say('list.none')}
        rowKey={(row) => row.lessonId}
        filters={
          <>
            <FilterDate name="fromOn" label={say('field.fromOn')} value={query.fromOn} />
            <FilterDate name="untilOn" label={say('field.untilOn')} value={query.untilOn} />
            <FilterChoice
              name="groupId"
              label={say('field.group')}
              all={say('list.all')}
              value={query.groupId}
              choices={groups}
            />
            <FilterChoice
              name="state"
              label={say('lessons.state')}
              all={say('list.all')}
              value={query.state}
              choices={wordChoices(t, 'states', LESSON_STATES)}
            />
          </>
        }
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
