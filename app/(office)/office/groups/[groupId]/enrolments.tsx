import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterDate } from '@/app/(office)/_kit/filter'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery } from '@/app/(office)/_kit/read-query'
import { dateOf } from '@/domain/time'
import type { getGroup } from '@/services/courses/get-group'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'

import { PersonName } from '../../participants/person-name'
import { endEnrolmentAction } from '../actions'

type Row = Awaited<ReturnType<typeof listEnrolments>>['rows'][number]
type Props = {
  group: Awaited<ReturnType<typeof getGroup>>
  given: Record<string, string | string[] | undefined>
}

/** Who is enrolled in the group, and the end of an enrolment. */
export async function Enrolments({ group, given }: Props) {
  const { actor, say, may } = await requireOfficeAccess('participant.list')
  const { groupId } = group
  const today = dateOf(Date.now())
  const { groupId: _group, personId: _person, ...query } = readQuery(listEnrolmentsInput, given)
  const { rows, total } = await loadOrNotFound(listEnrolments(actor, { ...query, groupId }))
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
      key: 'site',
      title: say('enrolments.where'),
      isSortable: true,
      cell: (row) => <bdi>{row.siteName ?? say('enrolments.fromHome')}</bdi>,
    },
    {
      key: 'fromOn',
      title: say('field.fromOn'),
      isSortable: true,
      isFigure: true,
      cell: (row) => <bdi>{row.fromOn}</bdi>,
    },
    {
      key: 'untilOn',
      title: say('field.untilOn'),
      cell: (row) =>
        row.untilOn === null && may('enrolment.change') ? (
          <Folded word={say('enrolments.end')}>
            <OfficeForm
              isInline
              action={endEnrolmentAction}
              submit={say('enrolments.end')}
              fields={[
                { kind: 'hidden', name: 'groupId', value: groupId },
                { kind: 'hidden', name: 'enrolmentId', value: row.enrolmentId },
                { kind: 'date', name: 'untilOn', label: say('enrolments.lastDay'), value: today },
              ]}
            />
          </Folded>
        ) : (
          <bdi dir="ltr" className="tabular-nums">
            {row.untilOn}
          </bdi>
        ),
    },
  ]
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h2 className="text-lg font-bold">{say('enrolments.title')}</h2>
      <DataList
        caption={say('enrolments.title')}
        path={`/office/groups/${groupId}`}
        searchLabel={say('enrolments.search')}
        empty={say('enrolments.none')}
        rowKey={(row) => row.enrolmentId}
        filters={<FilterDate name="activeOn" label={say('enrolments.activeOn')} value={query.activeOn} />}
        {...{ query, columns, rows, total }}
      />
    </section>
  )
}
