import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice } from '@/app/(office)/_kit/filter'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { STAFF_ROLES } from '@/domain/people/roles'
import { listStaff, listStaffInput } from '@/services/people/list-staff'

export const generateMetadata = () => officeTitle('staff.title')

type Row = Awaited<ReturnType<typeof listStaff>>['rows'][number]

export default async function StaffPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say, may } = await requireOfficeAccess('staff.list')
  const query = readQuery(listStaffInput, await searchParams)
  const [{ rows, total }, municipalities] = await Promise.all([
    loadOrNotFound(listStaff(actor, query)),
    municipalityChoices(actor, 'staff.list'),
  ])
  // An account without a role is listed where it is kept.
  const isChangeable = (row: Row) =>
    row.roles.length === 0 ? may('staff.change') : row.roles.some((role) => may('staff.change', role.municipalityId))
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: say('field.name'),
      isSortable: true,
      cell: (row) => (
        <>
          {isChangeable(row) ? (
            <Link className="link" href={`/office/staff/${row.staffId}`}>
              <bdi>{row.name}</bdi>
            </Link>
          ) : (
            <bdi>{row.name}</bdi>
          )}
          {row.disabledAt && (
            <span className="ms-2 rounded bg-lingon-pale px-2 text-lingon">{say('staff.disabled')}</span>
          )}
        </>
      ),
    },
    { key: 'email', title: say('staff.email'), isSortable: true, cell: (row) => <bdi>{row.email}</bdi> },
    {
      key: 'roles',
      title: say('staff.roles'),
      cell: (row) => (
        <ul>
          {row.roles.map((role) => (
            <li key={`${role.role}${role.municipalityId}${role.siteId}`}>
              {say(`roles.${role.role}`)}, <bdi>{role.siteName ?? role.municipalityName}</bdi>
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <OfficePage
      title={say('staff.title')}
      actions={
        may('staff.change') && (
          <Link className="button button-main" href="/office/staff/new">
            {say('staff.new')}
          </Link>
        )
      }
    >
      <DataList
        caption={say('staff.title')}
        path="/office/staff"
        searchLabel={say('staff.search')}
        empty={say('list.none')}
        rowKey={(row) => row.staffId}
        filters={
          <>
            <FilterChoice
              name="municipalityId"
              label={say('field.municipality')}
              all={say('list.all')}
              value={query.municipalityId}
              choices={municipalities}
            />
            <FilterChoice
              name="role"
              label={say('staff.role')}
              all={say('list.all')}
              value={query.role}
              choices={wordChoices(t, 'roles', STAFF_ROLES)}
            />
          </>
        }
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
