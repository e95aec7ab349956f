import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice } from '@/app/(office)/_kit/filter'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { groupChoices, municipalityChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'

import { findParticipantAction, searchParticipantsAction } from './actions'
import { PersonName } from './person-name'

export const generateMetadata = () => officeTitle('participants.title')

const NUMBER_MAX = 20

type Row = Awaited<ReturnType<typeof listParticipants>>['rows'][number]

export default async function ParticipantsPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say, may } = await requireOfficeAccess('participant.list')
  const query = readQuery(listParticipantsInput, await searchParams)
  const [{ rows, total, hiddenCount }, municipalities, groups] = await Promise.all([
    loadOrNotFound(listParticipants(actor, query)),
    municipalityChoices(actor),
    groupChoices(actor),
  ])
  const isSought = [query.search, query.municipalityId, query.groupId].some(Boolean)
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: say('field.name'),
      isSortable: true,
      cell: (row) => <PersonName person={row} href={`/office/participants/${row.personId}`} />,
    },
    {
      key: 'homeMunicipality',
      title: say('field.home'),
      isSortable: true,
      cell: (row) => <bdi>{row.homeMunicipalityName}</bdi>,
    },
    {
      key: 'language',
      title: say('field.spokenLanguage'),
      isSortable: true,
      cell: (row) => t(`spoken.${row.spokenLanguage}`),
    },
    {
      key: 'groups',
      title: say('nav.groups'),
      cell: (row) => (
        <ul>
          {row.groups.map((group) => (
            <li key={group.groupId}>
              <Link className="link" href={`/office/groups/${group.groupId}`}>
                <bdi>{group.name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'presentMinutes',
      title: say('participants.presentMinutes'),
      isSortable: true,
      isFigure: true,
      cell: (row) => row.presentMinutes,
    },
  ]
  return (
    <OfficePage
      title={say('participants.title')}
      actions={
        may('participant.change') && (
          <Link className="button button-main" href="/office/participants/new">
            {say('participants.new')}
          </Link>
        )
      }
    >
      <DataList
        caption={say('participants.title')}
        path="/office/participants"
        searchLabel={say('field.name')}
        searchAction={searchParticipantsAction}
        empty={say(isSought ? 'participants.none' : 'participants.noneYet')}
        rowKey={(row) => row.personId}
        filters={
          <>
            <FilterChoice
              name="municipalityId"
              label={say('field.home')}
              all={say('list.all')}
              value={query.municipalityId}
              choices={municipalities}
            />
            <FilterChoice
              name="groupId"
              label={say('field.group')}
              all={say('list.all')}
              value={query.groupId}
              choices={groups}
            />
          </>
        }
        besides={
          <div className="max-w-2xl">
            <OfficeForm
              isInline
              action={findParticipantAction}
              submit={say('participants.findByNumber')}
              fields={[
                {
                  kind: 'text',
                  name: 'identityNumber',
                  label: say('participants.identityNumber'),
                  maxLength: NUMBER_MAX,
                },
              ]}
            />
          </div>
        }
        {...{ query, columns, rows, total }}
      />
      {hiddenCount > 0 && <p className="text-slate">{say('participants.hidden', { count: hiddenCount })}</p>}
    </OfficePage>
  )
}
