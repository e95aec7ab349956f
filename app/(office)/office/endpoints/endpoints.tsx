import { formatInstant } from '@/app/_components/dates'
import { Moment } from '@/app/(office)/_kit/dates'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'

import { unpairAction } from './actions'

export const endpointsList = describeList({
  name: 'endpoints',
  path: '/office/endpoints',
  permission: 'endpoint.list',
  title: 'endpoints.title',
  text: 'endpoints.text',
  searchLabel: 'endpoints.search',
  empty: { noneYet: 'endpoints.none' },
  input: listEndpointsInput,
  load: listEndpoints,
  rowKey: (row) => row.endpointId,
  columns: {
    municipality: { title: 'field.municipality', sort: 'municipality', value: (row) => row.municipalityName },
    site: { title: 'endpoints.site', sort: 'site', value: (row) => row.siteName },
    name: { title: 'field.name', sort: 'name', value: (row) => row.name },
    pairedAt: {
      title: 'endpoints.pairedAt',
      sort: 'pairedAt',
      value: (row) => formatInstant(row.pairedAt.getTime()),
      cell: (row, { language }) => <Moment at={row.pairedAt} language={language} />,
    },
    pairedBy: { title: 'endpoints.pairedBy', value: (row) => row.pairedBy },
    unpair: {
      title: 'endpoints.unpair',
      isAction: true,
      value: () => null,
      cell: (row, { say }) => (
        <Folded word={say('endpoints.unpair')}>
          <p>{say('endpoints.unpairText')}</p>
          <OfficeForm
            action={unpairAction}
            submit={say('endpoints.unpair')}
            tone="stop"
            fields={[{ kind: 'hidden', name: 'endpointId', value: row.endpointId }]}
          />
        </Folded>
      ),
    },
  },
})
