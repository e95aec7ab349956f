import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice } from '@/app/(office)/_kit/filter'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { listSites, listSitesInput } from '@/services/regions/list-sites'

export const generateMetadata = () => officeTitle('sites.title')

type Row = Awaited<ReturnType<typeof listSites>>['rows'][number]

export default async function SitesPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, say, may } = await requireOfficeAccess('site.change')
  const query = readQuery(listSitesInput, await searchParams)
  const [{ rows, total }, municipalities] = await Promise.all([
    loadOrNotFound(listSites(actor, query)),
    municipalityChoices(actor),
  ])
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: say('field.name'),
      isSortable: true,
      cell: (row) =>
        may('site.change', row.municipalityId) ? (
          <Link className="link" href={`/office/sites/${row.siteId}`}>
            <bdi>{row.name}</bdi>
          </Link>
        ) : (
          <bdi>{row.name}</bdi>
        ),
    },
    {
      key: 'municipality',
      title: say('field.municipality'),
      isSortable: true,
      cell: (row) => <bdi>{row.municipalityName}</bdi>,
    },
    { key: 'address', title: say('sites.address'), isSortable: true, cell: (row) => <bdi>{row.address}</bdi> },
    { key: 'closedOn', title: say('sites.closedOn'), isFigure: true, cell: (row) => <bdi>{row.closedOn}</bdi> },
  ]
  return (
    <OfficePage
      title={say('sites.title')}
      actions={
        <Link className="button button-main" href="/office/sites/new">
          {say('sites.new')}
        </Link>
      }
    >
      <DataList
        caption={say('sites.title')}
        path="/office/sites"
        searchLabel={say('sites.search')}
        empty={say('list.none')}
        rowKey={(row) => row.siteId}
        filters={
          <FilterChoice
            name="municipalityId"
            label={say('field.municipality')}
            all={say('list.all')}
            value={query.municipalityId}
            choices={municipalities}
          />
        }
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
