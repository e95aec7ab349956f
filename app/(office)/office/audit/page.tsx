import { formatInstant } from '@/app/_components/dates'
import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { FilterChoice, FilterDate } from '@/app/(office)/_kit/filter'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { AUDIT_ACTIONS } from '@/domain/audit/events'

import { Details } from './details'

export const generateMetadata = () => officeTitle('audit.title')

type Row = Awaited<ReturnType<typeof listAudit>>['rows'][number]

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say } = await requireOfficeAccess('audit.list')
  const query = readQuery(listAuditInput, await searchParams, { direction: 'desc' })
  const [{ rows, total }, municipalities] = await Promise.all([
    loadOrNotFound(listAudit(actor, query)),
    municipalityChoices(actor, 'audit.list'),
  ])
  const columns: Column<Row>[] = [
    {
      key: 'at',
      title: say('audit.at'),
      isSortable: true,
      cell: (row) => (
        <bdi dir="ltr" className="whitespace-nowrap tabular-nums">
          {formatInstant(row.at.getTime())}
        </bdi>
      ),
    },
    { key: 'action', title: say('audit.action'), cell: (row) => say(`actions.${row.action}`) },
    {
      key: 'who',
      title: say('audit.who'),
      cell: (row) => <bdi>{row.actorName ?? say(`actorKinds.${row.actorKind}`)}</bdi>,
    },
    { key: 'municipality', title: say('field.municipality'), cell: (row) => <bdi>{row.municipalityName}</bdi> },
    { key: 'details', title: say('audit.details'), cell: (row) => <Details row={row} /> },
  ]
  return (
    <OfficePage title={say('audit.title')} text={say('audit.text')}>
      <DataList
        caption={say('audit.title')}
        path="/office/audit"
        empty={say('list.none')}
        rowKey={(row) => row.auditId}
        filters={
          <>
            <FilterChoice
              name="action"
              label={say('audit.action')}
              all={say('list.all')}
              value={query.action}
              choices={wordChoices(t, 'actions', AUDIT_ACTIONS)}
            />
            <FilterChoice
              name="municipalityId"
              label={say('field.municipality')}
              all={say('list.all')}
              value={query.municipalityId}
              choices={municipalities}
            />
            <FilterDate name="fromOn" label={say('field.fromOn')} value={query.fromOn} />
            <FilterDate name="untilOn" label={say('field.untilOn')} value={query.untilOn} />
          </>
        }
        {...{ query, columns, rows, total }}
      />
    </OfficePage>
  )
}
