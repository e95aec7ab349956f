import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice } from '@/app/(office)/_kit/filter'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { COURSE_KINDS } from '@/domain/courses/vocabulary'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'

export const generateMetadata = () => officeTitle('groups.title')

type Row = Awaited<ReturnType<typeof listGroups>>['rows'][number]

export default async function GroupsPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say, may } = await requireOfficeAccess('group.list')
  const query = readQuery(listGroupsInput, await searchParams)
  const [{ rows, total }, municipalities] = await Promise.all([
    loadOrNotFound(listGroups(actor, query)),
    municipalityChoices(actor),
  ])
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: say('field.name'),
      isSortable: true,
      cell: (row) => (
        <Link className="link" href={`/office/groups/${row.groupId}`}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    {
      key: 'courseKind',
      title: say('groups.courseKind'),
      cell: (row) => `${say(`courseKinds.${row.courseKind}`)} ${row.sfiCourse ?? ''}`,
    },
    { key: 'language', title: say('field.language'), isSortable: true, cell: (row) => t(`spoken.${row.language}`) },
    {
      key: 'hostingMunicipality',
      title: say('groups.host'),
      isSortable: true,
      cell: (row) => <bdi>{row.hostingMunicipalityName}</bdi>,
    },
    { key: 'communicator', title: say('groups.communicator'), cell: (row) => <bdi>{row.communicatorName}</bdi> },
    {
      key: 'startsOn',
      title: say('groups.period'),
      isSortable: true,
      cell: (row) => (
        <bdi dir="ltr" className="whitespace-nowrap tabular-nums">
          {row.startsOn} – {row.endsOn}
        </bdi>
      ),
    },
    {
      key: 'participants',
      title: say('groups.participants'),
      isSortable: true,
      isFigure: true,
      cell: (row) => row.participants,
    },
  ]
  return (
    <OfficePage
      title={say('groups.title')}
      actions={
        may('group.change') && (
          <Link className="button button-main" href="/office/groups/new">
            {say('groups.new')}
          </Link>
        )
      }
    >
      <DataList
        caption={say('groups.title')}
        path="/office/groups"
        searchLabel={say('groups.search')}
        empty={say('list.none')}
        rowKey={(row) => row.groupId}
        filters={
          <>
            <FilterChoice
              name="municipalityId"
              label={say('groups.host')}
              all={say('list.all')}
              value={query.municipalityId}
              choices={municipalities}
            />
            <FilterChoice
              name="courseKind"
              label={say('groups.courseKind')}
              all={say('list.all')}
              value={query.courseKind}
              choices={wordChoices(t, 'courseKinds', COURSE_KINDS)}
            />
          </>
        }
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
