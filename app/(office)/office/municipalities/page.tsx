import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'

export const generateMetadata = () => officeTitle('municipalities.title')

type Row = Awaited<ReturnType<typeof listMunicipalities>>['rows'][number]

export default async function MunicipalitiesPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, say, may } = await requireOfficeAccess('municipality.change')
  const query = readQuery(listMunicipalitiesInput, await searchParams)
  const { rows, total } = await loadOrNotFound(listMunicipalities(actor, query))
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: say('field.name'),
      isSortable: true,
      cell: (row) =>
        may('municipality.change', row.municipalityId) ? (
          <Link className="link" href={`/office/municipalities/${row.municipalityId}`}>
            <bdi>{row.name}</bdi>
          </Link>
        ) : (
          <bdi>{row.name}</bdi>
        ),
    },
    {
      key: 'code',
      title: say('municipalities.code'),
      isSortable: true,
      cell: (row) => (
        <bdi dir="ltr" className="tabular-nums">
          {row.code}
        </bdi>
      ),
    },
    {
      key: 'sites',
      title: say('nav.sites'),
      isFigure: true,
      cell: (row) => (
        <Link className="link" href={`/office/sites?municipalityId=${row.municipalityId}`}>
          {row.siteCount}
        </Link>
      ),
    },
    {
      key: 'joinedOn',
      title: say('municipalities.joinedOn'),
      isSortable: true,
      isFigure: true,
      cell: (row) => <bdi>{row.joinedOn}</bdi>,
    },
    { key: 'leftOn', title: say('municipalities.leftOn'), isFigure: true, cell: (row) => <bdi>{row.leftOn}</bdi> },
  ]
  return (
    <OfficePage
      title={say('municipalities.title')}
      actions={
        <Link className="button button-main" href="/office/municipalities/new">
          {say('municipalities.new')}
        </Link>
      }
    >
      <DataList
        caption={say('municipalities.title')}
        path="/office/municipalities"
        searchLabel={say('municipalities.search')}
        empty={say('list.none')}
        rowKey={(row) => row.municipalityId}
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
