import Link from 'next/link'

import { formatInstant } from '@/app/_components/dates'
import { CELL, Table } from '@/app/(office)/_kit/table'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded, OfficePage } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { listEndpoints } from '@/services/access/list-endpoints'

import { unpairAction } from './actions'

export const generateMetadata = () => officeTitle('endpoints.title')

const HEADS = ['field.municipality', 'endpoints.site', 'field.name', 'endpoints.pairedAt', 'endpoints.unpair'] as const

export default async function EndpointsPage() {
  const { actor, say, may } = await requireOfficeAccess('endpoint.list')
  const rows = await loadOrNotFound(listEndpoints(actor))
  return (
    <OfficePage
      title={say('endpoints.title')}
      text={say('endpoints.text')}
      actions={
        may('endpoint.pair') && (
          <Link className="button button-main" href="/site/pair">
            <Pictogram name="screen" />
            {say('endpoints.pair')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="card text-lg">{say('endpoints.none')}</p>
      ) : (
        <Table caption={say('endpoints.title')}>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col" className="px-3 py-2 text-start">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.endpointId} className="border-t border-bark">
                <td className={CELL}>
                  <bdi>{row.municipalityName}</bdi>
                </td>
                <td className={CELL}>
                  <bdi>{row.siteName}</bdi>
                </td>
                <td className={CELL}>
                  <bdi>{row.name}</bdi>
                </td>
                <td className={CELL}>
                  <bdi dir="ltr" className="whitespace-nowrap tabular-nums">
                    {formatInstant(row.pairedAt.getTime())}
                  </bdi>
                  <br />
                  <bdi className="text-slate">{row.pairedBy}</bdi>
                </td>
                <td className={`${CELL} [&>details[open]]:pb-3`}>
                  <Folded word={say('endpoints.unpair')}>
                    <p>{say('endpoints.unpairText')}</p>
                    <OfficeForm
                      action={unpairAction}
                      submit={say('endpoints.unpair')}
                      tone="stop"
                      fields={[{ kind: 'hidden', name: 'endpointId', value: row.endpointId }]}
                    />
                  </Folded>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </OfficePage>
  )
}
